package io.saccade.trainer.data;

import io.saccade.model.image.ColorOrder;

/**
 * The pixels of one image in memory, row by row, channels together, to be changed in place. Not
 * thread-safe.
 */
final class Pixels {

  private final byte[] values;
  private final int width;
  private final int height;
  private final ColorOrder color;

  Pixels(int width, int height, ColorOrder color) {
    this.values = new byte[width * height * color.channels()];
    this.width = width;
    this.height = height;
    this.color = color;
  }

  /** The values from 0 to 255; not a copy. */
  byte[] values() {
    return values;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  int channels() {
    return color.channels();
  }

  /** The luma of the pixel whose first value stands here, by ITU-R 601. */
  float luma(int at) {
    float first = values[at] & 0xFF;
    if (channels() == 1) {
      return first;
    }
    float green = values[at + 1] & 0xFF;
    float last = values[at + 2] & 0xFF;
    return color == ColorOrder.BGR
        ? 0.299f * last + 0.587f * green + 0.114f * first
        : 0.299f * first + 0.587f * green + 0.114f * last;
  }

  float meanLuma() {
    double sum = 0;
    for (int at = 0; at < values.length; at += channels()) {
      sum += luma(at);
    }
    return (float) (sum * channels() / values.length);
  }

  /** Puts a value, rounded and cut off at 0 and 255. */
  void put(int at, float value) {
    values[at] = (byte) Math.round(Math.max(0f, Math.min(255f, value)));
  }
}
