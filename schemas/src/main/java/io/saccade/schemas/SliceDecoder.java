package io.saccade.schemas;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Reads Avro binary from a buffer that may hold anything. Every length is checked against the bytes
 * that are left before anything is allocated, and {@code bytes} can be taken as slices of the
 * buffer, which Avro's own decoder always copies. Used by one thread, for one record.
 */
final class SliceDecoder extends Decoder {

  private final ByteBuffer in;
  private final ByteBuffer slice;

  /** How many more items the record may have: every item that is not empty takes a byte. */
  private long itemsLeft;

  /**
   * @param record from position to limit; not moved
   * @param slice handed to {@link #readBytes} by readers who want a slice. Avro itself asks for the
   *     whole backing array when it turns bytes into a string, and gets a copy.
   */
  SliceDecoder(ByteBuffer record, ByteBuffer slice) {
    this.in = record.slice().order(ByteOrder.LITTLE_ENDIAN);
    this.slice = slice;
    this.itemsLeft = in.remaining();
  }

  @Override
  public int remainingBytes() {
    return in.remaining();
  }

  @Override
  public void readNull() {}

  @Override
  public boolean readBoolean() throws IOException {
    need(1);
    byte value = in.get();
    if (value != 0 && value != 1) {
      throw new IOException("a boolean is neither 0 nor 1 but " + value);
    }
    return value == 1;
  }

  @Override
  public int readInt() throws IOException {
    long value = readVarint(5);
    if (value >>> 32 != 0) {
      throw new IOException("an int takes more than 32 bits");
    }
    return (int) (value >>> 1) ^ -(int) (value & 1);
  }

  @Override
  public long readLong() throws IOException {
    long value = readVarint(10);
    return (value >>> 1) ^ -(value & 1);
  }

  private long readVarint(int mostBytes) throws IOException {
    long value = 0;
    for (int i = 0; i < mostBytes; i++) {
      need(1);
      byte next = in.get();
      value |= (next & 0x7FL) << (7 * i);
      if (next >= 0) {
        return value;
      }
    }
    throw new IOException("a number takes more than " + mostBytes + " bytes");
  }

  @Override
  public float readFloat() throws IOException {
    need(Float.BYTES);
    return in.getFloat();
  }

  @Override
  public double readDouble() throws IOException {
    need(Double.BYTES);
    return in.getDouble();
  }

  @Override
  public Utf8 readString(Utf8 old) throws IOException {
    return new Utf8(copy(readLength()));
  }

  @Override
  public String readString() throws IOException {
    int length = readLength();
    if (!in.hasArray()) {
      return new String(copy(length), StandardCharsets.UTF_8);
    }
    int start = in.arrayOffset() + in.position();
    in.position(in.position() + length);
    return new String(in.array(), start, length, StandardCharsets.UTF_8);
  }

  @Override
  public void skipString() throws IOException {
    skipFixed(readLength());
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the very buffer, not one of the same content
  public ByteBuffer readBytes(ByteBuffer old) throws IOException {
    int length = readLength();
    if (old != slice) {
      return ByteBuffer.wrap(copy(length));
    }
    ByteBuffer bytes = in.slice(in.position(), length);
    in.position(in.position() + length);
    return bytes;
  }

  @Override
  public void skipBytes() throws IOException {
    skipFixed(readLength());
  }

  @Override
  public void readFixed(byte[] bytes, int start, int length) throws IOException {
    need(length);
    in.get(bytes, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    need(length);
    in.position(in.position() + length);
  }

  @Override
  public int readEnum() throws IOException {
    return readInt();
  }

  @Override
  public int readIndex() throws IOException {
    return readInt();
  }

  @Override
  public long readArrayStart() throws IOException {
    return readBlock();
  }

  @Override
  public long arrayNext() throws IOException {
    return readBlock();
  }

  @Override
  public long skipArray() throws IOException {
    return skipSizedBlocks();
  }

  @Override
  public long readMapStart() throws IOException {
    return readBlock();
  }

  @Override
  public long mapNext() throws IOException {
    return readBlock();
  }

  @Override
  public long skipMap() throws IOException {
    return skipSizedBlocks();
  }

  /** The number of items in the next block of an array or map, 0 at its end. */
  private long readBlock() throws IOException {
    long count = readLong();
    if (count < 0) {
      // A negative count is followed by the block's size in bytes.
      count = -count;
      need(readLong());
    }
    return claim(count);
  }

  /** Leaps over blocks that tell their size; returns the count of the first that does not, or 0. */
  private long skipSizedBlocks() throws IOException {
    long count = readLong();
    while (count < 0) {
      long size = readLong();
      need(size);
      skipFixed((int) size);
      count = readLong();
    }
    return claim(count);
  }

  private long claim(long count) throws IOException {
    if (count < 0 || count > itemsLeft) {
      throw new IOException(
          "a block declares %d items, more than the record holds".formatted(count));
    }
    itemsLeft -= count;
    return count;
  }

  private int readLength() throws IOException {
    long length = readLong();
    need(length);
    return (int) length;
  }

  private byte[] copy(int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private void need(long length) throws IOException {
    if (length < 0 || length > in.remaining()) {
      throw new IOException(
          "%d bytes are declared at offset %d, and %d are left"
              .formatted(length, in.position(), in.remaining()));
    }
  }
}
