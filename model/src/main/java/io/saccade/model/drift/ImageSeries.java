package io.saccade.model.drift;

import io.saccade.model.image.ImageProperties;
import java.util.List;

/** The properties of an image in the order in which their series stand. */
final class ImageSeries {

  static final List<String> NAMES =
      List.of(
          "image.brightness",
          "image.contrast",
          "image.sharpness",
          "image.red",
          "image.green",
          "image.blue",
          "image.aspect",
          "image.area",
          "image.bytes");

  static final int COUNT = 9;

  private ImageSeries() {}

  static float[] values(ImageProperties image) {
    return new float[] {
      image.brightness(),
      image.contrast(),
      image.sharpness(),
      image.red(),
      image.green(),
      image.blue(),
      image.aspect(),
      image.area(),
      image.encodedBytes()
    };
  }
}
