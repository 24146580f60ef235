package io.saccade.trainer.data;

import java.util.Arrays;

/** An image that is a stretch of raw pixels in memory, shared with the other images of its file. */
final class PixelContent implements Content {

  private final byte[] values;
  private final int offset;
  private final Shape shape;

  /**
   * How the pixels lie.
   *
   * @param channels 1 for grey, 3 for red, green and blue
   * @param planar whether each channel has a plane of its own
   */
  record Shape(int width, int height, int channels, boolean planar) {

    int bytes() {
      return width * height * channels;
    }
  }

  PixelContent(byte[] values, int offset, Shape shape) {
    this.values = values;
    this.offset = offset;
    this.shape = shape;
  }

  @Override
  public byte[] read(int most) {
    byte[] pixels = Arrays.copyOfRange(values, offset, offset + shape.bytes());
    byte[] png =
        Png.of(
            shape.planar() ? interleaved(pixels) : pixels,
            shape.width(),
            shape.height(),
            shape.channels());
    return png.length > most ? Arrays.copyOf(png, most) : png;
  }

  private byte[] interleaved(byte[] planes) {
    int plane = shape.width() * shape.height();
    byte[] pixels = new byte[planes.length];
    for (int channel = 0; channel < shape.channels(); channel++) {
      for (int i = 0; i < plane; i++) {
        pixels[i * shape.channels() + channel] = planes[channel * plane + i];
      }
    }
    return pixels;
  }
}
