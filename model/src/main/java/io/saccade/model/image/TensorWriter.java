package io.saccade.model.image;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * Writes resized pixels into the tensor, normalised by a table of all 256 values for each channel.
 * Working memory of one thread, used again for every image.
 */
final class TensorWriter {

  private final int width;
  private final int height;
  private final int channels;
  private final boolean planar;
  private final boolean floats;
  private final int[] shifts;
  private final float[][] tables;
  private final float[] floatRow;
  private final byte[] byteRow;

  TensorWriter(Preprocessing preprocessing) {
    width = preprocessing.width();
    height = preprocessing.height();
    channels = preprocessing.channels();
    planar = preprocessing.layout() == TensorLayout.NCHW;
    floats = preprocessing.type() == ElementType.FLOAT32;
    shifts = shifts(preprocessing.color());
    tables = tables(preprocessing);
    int longest = Math.max(width, height) * (planar ? 1 : channels);
    floatRow = new float[floats ? longest : 0];
    byteRow = new byte[floats ? 0 : longest];
  }

  private static int[] shifts(ColorOrder color) {
    return switch (color) {
      case RGB -> new int[] {Lanes.RED_SHIFT, Lanes.GREEN_SHIFT, 0};
      case BGR -> new int[] {0, Lanes.GREEN_SHIFT, Lanes.RED_SHIFT};
      case GRAY -> new int[] {0};
    };
  }

  private static float[][] tables(Preprocessing preprocessing) {
    float[][] tables = new float[preprocessing.channels()][256];
    for (int c = 0; c < tables.length; c++) {
      for (int pixel = 0; pixel < 256; pixel++) {
        tables[c][pixel] = preprocessing.normalised(c, pixel);
      }
    }
    return tables;
  }

  /** Takes the lines of a resize into this tensor, which is as large as the tensor is. */
  Resampler.Lines into(ByteBuffer tensor, boolean columns) {
    if (!floats) {
      return columns
          ? (line, lanes) -> byteColumn(tensor, line, lanes)
          : (line, lanes) -> byteRow(tensor, line, lanes);
    }
    FloatBuffer elements = tensor.asFloatBuffer();
    return columns
        ? (line, lanes) -> floatColumn(elements, line, lanes)
        : (line, lanes) -> floatRow(elements, line, lanes);
  }

  private void floatRow(FloatBuffer tensor, int y, long[] lanes) {
    for (int c = 0; c < channels; c++) {
      fill(c, lanes);
      if (planar) {
        tensor.put((c * height + y) * width, floatRow, 0, width);
      }
    }
    if (!planar) {
      tensor.put(y * width * channels, floatRow, 0, width * channels);
    }
  }

  private void fill(int channel, long[] lanes) {
    float[] row = floatRow;
    float[] table = tables[channel];
    int shift = shifts[channel];
    if (planar) {
      for (int x = 0; x < width; x++) {
        row[x] = table[(int) (lanes[x] >>> shift) & 0xFF];
      }
    } else {
      for (int x = 0, to = channel; x < width; x++, to += channels) {
        row[to] = table[(int) (lanes[x] >>> shift) & 0xFF];
      }
    }
  }

  private void floatColumn(FloatBuffer tensor, int x, long[] lanes) {
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < height; y++) {
        tensor.put(index(c, y, x), tables[c][(int) (lanes[y] >>> shifts[c]) & 0xFF]);
      }
    }
  }

  private void byteRow(ByteBuffer tensor, int y, long[] lanes) {
    byte[] row = byteRow;
    int step = planar ? 1 : channels;
    for (int c = 0; c < channels; c++) {
      int shift = shifts[c];
      for (int x = 0, to = planar ? 0 : c; x < width; x++, to += step) {
        row[to] = (byte) (lanes[x] >>> shift);
      }
      if (planar) {
        tensor.put((c * height + y) * width, row, 0, width);
      }
    }
    if (!planar) {
      tensor.put(y * width * channels, row, 0, width * channels);
    }
  }

  private void byteColumn(ByteBuffer tensor, int x, long[] lanes) {
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < height; y++) {
        tensor.put(index(c, y, x), (byte) (lanes[y] >>> shifts[c]));
      }
    }
  }

  private int index(int channel, int y, int x) {
    return planar ? (channel * height + y) * width + x : (y * width + x) * channels + channel;
  }
}
