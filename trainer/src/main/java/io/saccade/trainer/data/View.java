package io.saccade.trainer.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One way to look at an image, with everything random about it drawn: a map, and changes of pixels
 * after it.
 *
 * @param map from the result's places to the canvas's, relative to their centres
 * @param changes in their order
 */
record View(Affine map, List<PixelChange> changes) {

  View {
    changes = List.copyOf(changes);
  }

  /** Draws a view; the same random numbers make the same view. */
  static View draw(Augmentation augmentation, Frame frame, Random dice) {
    Draw draw = new Draw(augmentation, frame, dice);
    Affine map = draw.geometry();
    List<PixelChange> changes = new ArrayList<>(draw.colors());
    RandAugment extra = new RandAugment(frame, dice);
    if (augmentation.number(Variation.RANDAUGMENT).isPresent()) {
      double magnitude = augmentation.number(Variation.RANDAUGMENT).orElseThrow();
      for (int i = 0; i < RandAugment.OPERATIONS; i++) {
        map = extra.operation(magnitude / RandAugment.MOST, changes).then(map);
      }
    }
    changes.addAll(draw.erasures());
    return new View(map, changes);
  }

  /** Draws the variations that are asked for, one after the other. */
  private record Draw(Augmentation augmentation, Frame frame, Random dice) {

    /** Between the number and its negative. */
    private double either(double number) {
      return (2 * dice.nextDouble() - 1) * number;
    }

    private double between(double least, double most) {
      return least + (most - least) * dice.nextDouble();
    }

    Affine geometry() {
      Affine map = Affine.IDENTITY;
      if (dice.nextDouble() < augmentation.number(Variation.FLIP).orElse(0.0)) {
        map = map.then(Affine.mirrored());
      }
      if (augmentation.number(Variation.ZOOM).isPresent()) {
        double zoom = augmentation.number(Variation.ZOOM).orElseThrow();
        map = map.then(Affine.scaled(1 + either(zoom), 1 + either(zoom)));
      }
      if (augmentation.number(Variation.SHEAR).isPresent()) {
        double degrees = either(augmentation.number(Variation.SHEAR).orElseThrow());
        map = map.then(Affine.slanted(Math.tan(Math.toRadians(degrees)), 0));
      }
      if (augmentation.number(Variation.ROTATE).isPresent()) {
        map = map.then(Affine.turned(either(augmentation.number(Variation.ROTATE).orElseThrow())));
      }
      if (augmentation.number(Variation.SHIFT).isPresent()) {
        double shift = augmentation.number(Variation.SHIFT).orElseThrow();
        map = map.then(Affine.moved(either(shift) * frame.width(), either(shift) * frame.height()));
      }
      return augmentation.number(Variation.CROP).isPresent()
          ? map.then(crop(augmentation.number(Variation.CROP).orElseThrow()))
          : map;
    }

    /** A box anywhere in the canvas, after Szegedy et al., Going Deeper with Convolutions, 2015. */
    private Affine crop(double least) {
      double side = frame.side();
      double area = between(least, 1) * side * side;
      double ratio = Math.exp(either(Math.log(4 / 3.0)));
      double width = Math.min(side, Math.sqrt(area * ratio));
      double height = Math.min(side, Math.sqrt(area / ratio));
      double x = between(width / 2, side - width / 2) - 0.5;
      double y = between(height / 2, side - height / 2) - 0.5;
      return Affine.scaled(width / frame.width(), height / frame.height())
          .then(Affine.moved(x - frame.middleX(), y - frame.middleY()));
    }

    List<PixelChange> colors() {
      if (augmentation.number(Variation.COLOR).isEmpty()) {
        return List.of();
      }
      double most = augmentation.number(Variation.COLOR).orElseThrow();
      return List.of(
          PixelChange.brightness(1 + either(most)),
          PixelChange.contrast(1 + either(most)),
          PixelChange.saturation(1 + either(most)));
    }

    List<PixelChange> erasures() {
      if (dice.nextDouble() >= augmentation.number(Variation.ERASE).orElse(0.0)) {
        return List.of();
      }
      double area = between(0.02, 0.2);
      double ratio = Math.exp(either(Math.log(3)));
      double width = Math.sqrt(area * ratio);
      double height = Math.sqrt(area / ratio);
      double[] box = {between(0, 1 - width), between(0, 1 - height), width, height};
      return List.of(PixelChange.erased(box, dice.nextLong()));
    }
  }
}
