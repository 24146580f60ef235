package io.saccade.model.bundle;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.image.ColorOrder;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.onnx.ImageInput;

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
   * @throws BundleRefusedException {@code MODEL_SHAPES} where the graph cannot have been trained so
   */
  Preprocessing of(ImageInput input, int width, int height) throws BundleRefusedException {
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

  /** The preset as the command line writes it. */
  public String word() {
    return ManifestWriter.nameOf(this);
  }

  private static BundleRefusedException refused(String what) {
    return new BundleRefusedException(RefusalCode.MODEL_SHAPES, "The model " + what + ".");
  }
}
