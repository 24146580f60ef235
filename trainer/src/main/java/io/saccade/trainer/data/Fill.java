package io.saccade.trainer.data;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT;
import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.BORDER_WRAP;

import io.saccade.trainer.data.DataRefusedException.Fault;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is put where a shifted or turned image has no pixels. */
public enum Fill {
  /** The nearest pixel of the image's edge. */
  NEAREST(BORDER_REPLICATE),
  /** The image mirrored at its edge. */
  REFLECT(BORDER_REFLECT),
  /** The image again, from its other edge. */
  WRAP(BORDER_WRAP),
  /** Black. */
  CONSTANT(BORDER_CONSTANT);

  private final int border;

  Fill(int border) {
    this.border = border;
  }

  /** OpenCV's {@code BORDER_*}. */
  int border() {
    return border;
  }

  /**
   * The fill of this name.
   *
   * @throws DataRefusedException if there is none
   */
  public static Fill named(String name) throws DataRefusedException {
    for (Fill fill : values()) {
      if (fill.word().equals(name)) {
        return fill;
      }
    }
    throw new DataRefusedException(
        Fault.AUGMENTATION,
        "The fill must be one of %s, but was \"%s\"."
            .formatted(
                Arrays.stream(values()).map(Fill::word).collect(Collectors.joining(", ")), name));
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
