package io.saccade.trainer.page;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/**
 * 256 colours that numbers are drawn in, as pictures of one byte a pixel. Immutable.
 *
 * <p>{@link #viridis} is the scale of that name (Smith and van der Walt, 2015): even in lightness,
 * and readable whatever colours the reader sees.
 */
public final class Palette {

  private static final int SIZE = 256;

  private static final int[] VIRIDIS = {
    0x440154, 0x482878, 0x3E4A89, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6ECE58, 0xB5DE2B,
    0xFDE725
  };

  private static final int RIGHT = 0x2563EB;
  private static final int WRONG = 0xEA580C;

  private final IndexColorModel colors;

  private Palette(int[] argb) {
    this.colors = new IndexColorModel(8, SIZE, argb, 0, true, -1, DataBuffer.TYPE_BYTE);
  }

  /** From dark blue at 0 to yellow at 255. */
  public static Palette viridis() {
    int[] argb = new int[SIZE];
    for (int i = 0; i < SIZE; i++) {
      double place = i / (SIZE - 1.0) * (VIRIDIS.length - 1);
      int below = Math.min((int) place, VIRIDIS.length - 2);
      argb[i] = 0xFF << 24 | between(VIRIDIS[below], VIRIDIS[below + 1], place - below);
    }
    return new Palette(argb);
  }

  /** What is right from 0, invisible, to 127, blue; what is wrong from 128 to 255, orange. */
  public static Palette rightAndWrong() {
    int[] argb = new int[SIZE];
    int half = SIZE / 2;
    for (int i = 0; i < SIZE; i++) {
      int alpha = i % half * 0xFF / (half - 1);
      argb[i] = alpha << 24 | (i < half ? RIGHT : WRONG);
    }
    return new Palette(argb);
  }

  /**
   * A picture of these colours.
   *
   * @param indices one a pixel, row by row; kept, so they must not be written to
   */
  public Picture paint(byte[] indices, int width, int height) {
    if (indices.length != width * height) {
      throw new IllegalArgumentException(
          "%d x %d pixels cannot have %d colours".formatted(width, height, indices.length));
    }
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(indices, indices.length), width, height, width, 1, new int[1], null);
    return Picture.png(new BufferedImage(colors, raster, false, null));
  }

  private static int between(int from, int to, double share) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int low = from >> shift & 0xFF;
      int high = to >> shift & 0xFF;
      mixed |= (int) Math.round(low + (high - low) * share) << shift;
    }
    return mixed;
  }
}
