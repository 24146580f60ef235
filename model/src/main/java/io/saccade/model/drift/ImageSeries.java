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

  /**
   * The first so many are judged; the last, the encoded bytes, is only reported. They say how a
   * picture was packed, not what is on it: encoding the same pictures anew, at a quality that
   * changes nothing to be seen, moves every one of them. What a poorer quality does to a picture
   * shows in its sharpness, and where it matters in the model's answers.
   */
  static final int JUDGED = 8;

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
