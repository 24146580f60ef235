package io.saccade.model.image;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Puts an orientation into a finished PNG. */
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
}
