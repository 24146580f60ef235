package io.saccade.trainer.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/**
 * Writes pixels as a PNG without compressing them, so that raw pixels go the same way as files do:
 * through the gate, the decoder and the processor's own preprocessing. The bytes depend on the
 * pixels alone, not on the version of a compressor, and so does a hash of them.
 */
final class Png {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  /** The most bytes of a stored block of the deflate format. */
  private static final int BLOCK = 65_535;

  private Png() {}

  /**
   * The image of these pixels.
   *
   * @param pixels 8 bits a sample, row by row, channels together
   * @param channels 1 for grey, 3 for red, green and blue
   */
  static byte[] of(byte[] pixels, int width, int height, int channels) {
    int row = width * channels;
    if (pixels.length != row * height || (channels != 1 && channels != 3)) {
      throw new IllegalArgumentException(
          "%d x %d pixels of %d channels cannot have %d bytes"
              .formatted(width, height, channels, pixels.length));
    }
    ByteBuffer lines = ByteBuffer.allocate((row + 1) * height);
    for (int y = 0; y < height; y++) {
      lines.put((byte) 0).put(pixels, y * row, row); // Filter 0: the row as it is.
    }
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) 8).put((byte) (channels == 1 ? 0 : 2)).put(new byte[3]);
    byte[] data = zlib(lines.array());
    ByteBuffer png = ByteBuffer.allocate(SIGNATURE.length + 3 * 12 + 13 + data.length);
    png.put(SIGNATURE);
    chunk(png, "IHDR", header.array());
    chunk(png, "IDAT", data);
    chunk(png, "IEND", new byte[0]);
    return png.array();
  }

  private static byte[] zlib(byte[] lines) {
    int blocks = Math.max(1, (lines.length + BLOCK - 1) / BLOCK);
    ByteBuffer data = ByteBuffer.allocate(2 + 5 * blocks + lines.length + 4);
    data.put((byte) 0x78).put((byte) 0x01);
    for (int block = 0; block < blocks; block++) {
      int from = block * BLOCK;
      int size = Math.min(BLOCK, lines.length - from);
      data.put((byte) (block == blocks - 1 ? 1 : 0));
      data.putShort(Short.reverseBytes((short) size));
      data.putShort(Short.reverseBytes((short) ~size));
      data.put(lines, from, size);
    }
    Adler32 sum = new Adler32();
    sum.update(lines);
    return data.putInt((int) sum.getValue()).array();
  }

  private static void chunk(ByteBuffer png, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(data);
    png.putInt(data.length).put(name).put(data).putInt((int) sum.getValue());
  }
}
