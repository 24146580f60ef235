package io.saccade.model.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Puts a PNG together chunk by chunk, wrong ones too, with the right CRC. */
final class PngBuilder {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  PngBuilder() {
    bytes.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
  }

  PngBuilder header(int width, int height, int bitDepth, int colorType) {
    ByteBuffer data = ByteBuffer.allocate(13).putInt(width).putInt(height);
    return chunk("IHDR", data.put((byte) bitDepth).put((byte) colorType).array());
  }

  PngBuilder chunk(String type, byte... data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    bytes.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    bytes.writeBytes(name);
    bytes.writeBytes(data);
    bytes.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    return this;
  }

  /** A data chunk of these rows, each with its filter byte, compressed. */
  PngBuilder rows(byte... rows) {
    return chunk("IDAT", deflated(rows));
  }

  /** A data chunk of so many zero bytes, compressed without holding them. */
  PngBuilder zeros(long count) {
    Deflater deflater = new Deflater(9);
    byte[] block = new byte[1 << 16];
    byte[] out = new byte[1 << 16];
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    for (long left = count; left > 0; left -= block.length) {
      deflater.setInput(block, 0, (int) Math.min(left, block.length));
      for (int n = deflater.deflate(out); n > 0; n = deflater.deflate(out)) {
        compressed.write(out, 0, n);
      }
    }
    deflater.finish();
    for (int n = deflater.deflate(out); n > 0; n = deflater.deflate(out)) {
      compressed.write(out, 0, n);
    }
    deflater.end();
    return chunk("IDAT", compressed.toByteArray());
  }

  byte[] end() {
    return chunk("IEND").bytes.toByteArray();
  }

  static byte[] deflated(byte... data) {
    Deflater deflater = new Deflater(9);
    deflater.setInput(data);
    deflater.finish();
    byte[] out = new byte[data.length + 64];
    int size = deflater.deflate(out);
    deflater.end();
    return java.util.Arrays.copyOf(out, size);
  }
}
