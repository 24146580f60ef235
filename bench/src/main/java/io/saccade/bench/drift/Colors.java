package io.saccade.bench.drift;

/** Changes images in terms of hue, saturation and value, the largest of the three colours. */
final class Colors {

  private Colors() {}

  /** The value of each pixel raised by a share of white. */
  static Picture brighter(Picture picture, double by) {
    float[] values = picture.values();
    int channels = picture.channels();
    for (int at = 0; at < values.length; at += channels) {
      float most = largest(values, at, channels);
      float raised = (float) Math.min(255, most + 255 * by);
      for (int c = at; c < at + channels; c++) {
        // Of black no hue is known: it becomes grey.
        values[c] = most == 0 ? raised : values[c] * raised / most;
      }
    }
    return Picture.of(picture, values);
  }

  /** The saturation of each pixel times a factor, and more. */
  static Picture saturated(Picture picture, double factor, double more) {
    float[] values = picture.values();
    int channels = picture.channels();
    for (int at = 0; at < values.length; at += channels) {
      float most = largest(values, at, channels);
      float least = most;
      for (int c = at; c < at + channels; c++) {
        least = Math.min(least, values[c]);
      }
      if (most == least) {
        continue; // Grey has no hue to be saturated.
      }
      double before = 1 - least / most;
      double after = Math.max(0, Math.min(1, before * factor + more));
      for (int c = at; c < at + channels; c++) {
        values[c] = (float) (most - (most - values[c]) * after / before);
      }
    }
    return Picture.of(picture, values);
  }

  private static float largest(float[] values, int at, int channels) {
    float most = 0;
    for (int c = at; c < at + channels; c++) {
      most = Math.max(most, values[c]);
    }
    return most;
  }
}
