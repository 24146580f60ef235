package io.saccade.model.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The bytes of one encoded image, read by absolute offset. A read beyond the end is a truncated
 * image, never an unchecked exception; {@link #require} is asked once before a group of reads.
 */
final class Bytes {

  private final ByteBuffer buffer;
  private final int size;

  Bytes(ByteBuffer encoded) {
    buffer = encoded.slice().order(ByteOrder.BIG_ENDIAN);
    size = buffer.remaining();
  }

  int size() {
    return size;
  }

  /** Refuses the image if it does not have {@code count} bytes from {@code offset} on. */
  void require(long offset, long count, String of) throws ImageRefusedException {
    if (offset < 0 || count < 0 || offset + count > size) {
      throw ImageRefusedException.truncated("The image ends within its " + of + ".");
    }
  }

  boolean has(long offset, long count) {
    return offset >= 0 && count >= 0 && offset + count <= size;
  }

  int u8(int offset) {
    return buffer.get(offset) & 0xFF;
  }

  int u16(int offset) {
    return buffer.getShort(offset) & 0xFFFF;
  }

  int i32(int offset) {
    return buffer.getInt(offset);
  }

  long u32(int offset) {
    return buffer.getInt(offset) & 0xFFFF_FFFFL;
  }

  long i64(int offset) {
    return buffer.getLong(offset);
  }

  int u16Little(int offset) {
    return Short.reverseBytes(buffer.getShort(offset)) & 0xFFFF;
  }

  int u24Little(int offset) {
    return u16Little(offset) | u8(offset + 2) << 16;
  }

  int i32Little(int offset) {
    return Integer.reverseBytes(buffer.getInt(offset));
  }

  long u32Little(int offset) {
    return i32Little(offset) & 0xFFFF_FFFFL;
  }

  /** Whether the ASCII characters of {@code text} stand at the offset. */
  boolean startsWith(int offset, String text) {
    if (!has(offset, text.length())) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (u8(offset + i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** A view of some of the bytes, which is the caller's to move. */
  ByteBuffer view(int offset, int count) {
    return buffer.slice(offset, count);
  }
}
