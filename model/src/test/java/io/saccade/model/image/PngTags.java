package io.saccade.model.image;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Changes finished PNGs. */
final class PngTags {

  private static final int AFTER_HEADER = 8 + 12 + 13;

  private PngTags() {}

  static byte[] withOrientation(byte[] png, int orientation) {
    ByteBuffer chunk = ByteBuffer.allocate(12 + 26);
    chunk.putInt(26).put(new byte[] {'e', 'X', 'I', 'f', 'M', 'M'}).putShort((short) 42).putInt(8);
    chunk.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
    chunk.putShort((short) orientation).putShort((short) 0).putInt(0);
    CRC32 crc = new CRC32();
    crc.update(chunk.array(), 4, 30);
    chunk.putInt((int) crc.getValue());
    return ByteBuffer.allocate(png.length + chunk.capacity())
        .put(png, 0, AFTER_HEADER)
        .put(chunk.array())
        .put(png, AFTER_HEADER, png.length - AFTER_HEADER)
        .array();
  }

  /** Gives every chunk its right CRC again, so that damage gets past it. */
  static void mendChecksums(byte[] png) {
    ByteBuffer bytes = ByteBuffer.wrap(png);
    CRC32 crc = new CRC32();
    int at = 8;
    while (png.length - at >= 12 && png[1] == 'P') {
      long length = bytes.getInt(at) & 0xFFFF_FFFFL;
      if (length > png.length - at - 12) {
        return;
      }
      crc.reset();
      crc.update(png, at + 4, (int) length + 4);
      bytes.putInt(at + 8 + (int) length, (int) crc.getValue());
      at += 12 + (int) length;
    }
  }
}
