package io.saccade.model.bundle;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.image.ColorOrder;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.onnx.ImageInput;
import java.util.OptionalInt;

/** The ways in which pretrained classifiers expect their pixels, by where they were trained. */
public enum PreprocessPreset {
  /** RGB, x/255, ImageNet's mean and deviation. */
  TORCHVISION,
  /** RGB or grey, x/127.5 - 1. */
  TENSORFLOW,
  /** BGR from 0 to 255 less the mean of each channel. */
  CAFFE,
  /** RGB or grey from 0 to 255. */
  NONE;

  /**
   * The preprocessing for this graph.
   *
   * @param size the side of the images in pixels; needed where the graph does not say
   * @throws BundleRefusedException {@code MODEL_SHAPES} where the graph cannot have been trained so
   */
  public Preprocessing of(ImageInput input, OptionalInt size) throws BundleRefusedException {
    return of(input, side(size, input.width()), side(size, input.height()));
  }

  private Preprocessing of(ImageInput input, int width, int height) throws BundleRefusedException {
    boolean gray = input.channels() == 1;
    if (gray && (this == TORCHVISION || this == CAFFE)) {
      throw refused("takes one channel, but " + word() + " means three; use none or tensorflow");
    }
    int side = Math.max(width, height);
    ColorOrder color = gray ? ColorOrder.GRAY : ColorOrder.RGB;
    Preprocessing base =
        switch (this) {
          case TORCHVISION -> Preprocessing.torchvision(side);
          case TENSORFLOW -> Preprocessing.tensorflow(side);
          case CAFFE -> Preprocessing.caffe(side);
          case NONE -> Preprocessing.none(side, color);
        };
    try {
      return new Preprocessing(
          width,
          height,
          base.resizeShorterTo(),
          gray ? color : base.color(),
          input.layout(),
          input.type(),
          base.filter(),
          base.scale(),
          base.mean().subList(0, input.channels()),
          base.std().subList(0, input.channels()),
          base.background());
    } catch (IllegalArgumentException e) {
      throw refused("cannot be fed as " + word() + " says: " + e.getMessage());
    }
  }

  private static int side(OptionalInt asked, OptionalInt declared) throws BundleRefusedException {
    if (declared.isEmpty() && asked.isEmpty()) {
      throw refused("takes images of any size, so say which with --size");
    }
    if (declared.isPresent() && asked.orElse(declared.getAsInt()) != declared.getAsInt()) {
      throw refused(
          "takes images of "
              + declared.getAsInt()
              + " pixels, not "
              + asked.getAsInt()
              + "; leave --size out");
    }
    int side = declared.orElseGet(asked::orElseThrow);
    if (side < 1 || side > Preprocessing.MAX_SIDE) {
      throw refused(
          "would take images of "
              + side
              + " pixels; sides must be from 1 to "
              + Preprocessing.MAX_SIDE);
    }
    return side;
  }

  /** The preset as the command line writes it. */
  public String word() {
    return ManifestWriter.nameOf(this);
  }

  private static BundleRefusedException refused(String what) {
    return new BundleRefusedException(RefusalCode.MODEL_SHAPES, "The model " + what + ".");
  }
}
