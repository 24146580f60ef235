package io.saccade.trainer.data;

import java.util.List;
import java.util.Random;

/**
 * The operations of RandAugment (Cubuk et al., 2020) in the ranges of torchvision, without
 * sharpness. The maps of both operations are applied before their changes of pixels, so that the
 * image is resampled once.
 */
record RandAugment(Frame frame, Random dice) {

  /** So many are applied to each image. */
  static final int OPERATIONS = 2;

  /** The highest magnitude. */
  static final int MOST = 30;

  private static final int KINDS = 13;

  /**
   * Draws an operation: its map, and its change of pixels added to the others.
   *
   * @param strength the magnitude, from 0 to 1
   */
  Affine operation(double strength, List<PixelChange> changes) {
    int kind = dice.nextInt(KINDS);
    double signed = dice.nextBoolean() ? strength : -strength;
    switch (kind) {
      case 0 -> {
        return Affine.slanted(0.3 * signed, 0);
      }
      case 1 -> {
        return Affine.slanted(0, 0.3 * signed);
      }
      case 2 -> {
        return Affine.moved(0.45 * signed * frame.width(), 0);
      }
      case 3 -> {
        return Affine.moved(0, 0.45 * signed * frame.height());
      }
      case 4 -> {
        return Affine.turned(30 * signed);
      }
      case 5 -> changes.add(PixelChange.brightness(1 + 0.9 * signed));
      case 6 -> changes.add(PixelChange.saturation(1 + 0.9 * signed));
      case 7 -> changes.add(PixelChange.contrast(1 + 0.9 * signed));
      case 8 -> changes.add(PixelChange.posterized(8 - (int) Math.round(4 * strength)));
      case 9 -> changes.add(PixelChange.solarized((int) Math.round(256 * (1 - strength))));
      case 10 -> changes.add(PixelChange.stretched());
      case 11 -> changes.add(PixelChange.equalized());
      default -> {}
    }
    return Affine.IDENTITY;
  }
}
