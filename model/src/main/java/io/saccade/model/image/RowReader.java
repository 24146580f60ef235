package io.saccade.model.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads rows of decoded pixels into {@link Lanes}: grey as luma or as three equal colours, colours
 * as they are or as their luma, transparency laid over the background.
 */
final class RowReader {

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final boolean toLuma;
  private final int red;
  private final int green;
  private final int blue;
  private byte[] encoded = {};

  RowReader(Preprocessing preprocessing) {
    toLuma = preprocessing.color() == ColorOrder.GRAY;
    red = preprocessing.background().red();
    green = preprocessing.background().green();
    blue = preprocessing.background().blue();
  }

  /** Reads {@code count} pixels of 1, 3 (BGR) or 4 (BGRA) channels from the byte offset on. */
  void read(ByteBuffer pixels, int offset, int channels, int count, long[] row) {
    int bytes = count * channels;
    if (encoded.length < bytes) {
      encoded = new byte[bytes];
    }
    pixels.get(offset, encoded, 0, bytes);
    switch (channels) {
      case 1 -> gray(row, count);
      case 3 -> {
        if (toLuma) {
          luma(row, count);
        } else {
          color(row, count);
        }
      }
      default -> alpha(row, count);
    }
  }

  private void gray(long[] row, int count) {
    byte[] from = encoded;
    long factor = toLuma ? 1 : Lanes.ONES;
    for (int i = 0; i < count; i++) {
      row[i] = (from[i] & 0xFF) * factor;
    }
  }

  private void color(long[] row, int count) {
    byte[] from = encoded;
    int i = 0;
    int k = 0;
    // Two pixels from one load; the last ones singly, for a load reaches two bytes further.
    for (; i + 2 < count; i += 2, k += 6) {
      long two = (long) EIGHT_BYTES.get(from, k);
      row[i] = (two & 0xFF) | (two & 0xFF00) << 13 | (two & 0xFF0000) << 26;
      two >>>= 24;
      row[i + 1] = (two & 0xFF) | (two & 0xFF00) << 13 | (two & 0xFF0000) << 26;
    }
    for (; i < count; i++, k += 3) {
      row[i] = lanes(from[k] & 0xFF, from[k + 1] & 0xFF, from[k + 2] & 0xFF);
    }
  }

  private void luma(long[] row, int count) {
    byte[] from = encoded;
    for (int i = 0, k = 0; i < count; i++, k += 3) {
      row[i] = luma(from[k] & 0xFF, from[k + 1] & 0xFF, from[k + 2] & 0xFF);
    }
  }

  private void alpha(long[] row, int count) {
    byte[] from = encoded;
    for (int i = 0, k = 0; i < count; i++, k += 4) {
      int opacity = from[k + 3] & 0xFF;
      int b = blend(from[k] & 0xFF, blue, opacity);
      int g = blend(from[k + 1] & 0xFF, green, opacity);
      int r = blend(from[k + 2] & 0xFF, red, opacity);
      row[i] = toLuma ? luma(b, g, r) : lanes(b, g, r);
    }
  }

  private static long lanes(int b, int g, int r) {
    return b | (long) g << Lanes.GREEN_SHIFT | (long) r << Lanes.RED_SHIFT;
  }

  /** ITU-R 601 in 16 bits of fixed point, rounded. */
  private static int luma(int b, int g, int r) {
    return (r * 19595 + g * 38470 + b * 7471 + 0x8000) >>> 16;
  }

  private static int blend(int over, int under, int opacity) {
    return (over * opacity + under * (255 - opacity) + 127) / 255;
  }
}
