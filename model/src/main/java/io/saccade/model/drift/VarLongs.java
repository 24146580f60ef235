package io.saccade.model.drift;

import java.util.Arrays;

/**
 * Whole numbers in as few bytes as they need: seven bits a byte, lowest first, the sign in the
 * lowest bit; runs of zeros as a zero and how many more follow. Each list of numbers has one form
 * only, and no other is read.
 */
final class VarLongs {

  private VarLongs() {}

  /** The bytes of a header, and of the numbers behind it. */
  static byte[] write(byte[] header, long[] values) {
    Writer to = new Writer(header, values.length);
    for (int i = 0; i < values.length; i++) {
      if (values[i] != 0) {
        to.unsigned((values[i] << 1) ^ (values[i] >> 63));
        continue;
      }
      int run = 1;
      while (i + run < values.length && values[i + run] == 0) {
        run++;
      }
      to.unsigned(0);
      to.unsigned(run - 1L);
      i += run - 1;
    }
    return to.bytes();
  }

  /** Sums are written for every delta, so without the lock of a stream at each byte. */
  private static final class Writer {

    private static final int LONGEST = 10;

    private byte[] bytes;
    private int at;

    Writer(byte[] header, int count) {
      this.bytes = Arrays.copyOf(header, header.length + count + LONGEST);
      this.at = header.length;
    }

    void unsigned(long value) {
      if (bytes.length - at < LONGEST) {
        bytes = Arrays.copyOf(bytes, 2 * bytes.length);
      }
      long left = value;
      while ((left & -0x80L) != 0) {
        bytes[at++] = (byte) (left | 0x80);
        left >>>= 7;
      }
      bytes[at++] = (byte) left;
    }

    byte[] bytes() {
      return Arrays.copyOf(bytes, at);
    }
  }

  /** Reads one after the other. */
  static final class Reader {

    private final byte[] bytes;
    private int at;

    Reader(byte[] bytes, int from) {
      this.bytes = bytes;
      this.at = from;
    }

    /** Reads as many numbers, which must be all there are. */
    long[] all(int count) throws CorruptSumsException {
      long[] values = new long[count];
      boolean afterZeros = false;
      for (int i = 0; i < count; i++) {
        long value = unsigned();
        if (value == 0) {
          long more = unsigned();
          if (afterZeros || more < 0 || more >= count - i) {
            throw new CorruptSumsException("The sums have a run of zeros that does not fit.");
          }
          i += (int) more;
        } else {
          values[i] = (value >>> 1) ^ -(value & 1);
        }
        afterZeros = value == 0;
      }
      if (at != bytes.length) {
        throw new CorruptSumsException("The sums have bytes after their end.");
      }
      return values;
    }

    private long unsigned() throws CorruptSumsException {
      long value = 0;
      for (int shift = 0; shift < 64; shift += 7) {
        if (at == bytes.length) {
          throw new CorruptSumsException("The sums end too early.");
        }
        byte next = bytes[at++];
        value |= (long) (next & 0x7F) << shift;
        if (next >= 0) {
          if ((next == 0 && shift > 0) || (shift == 63 && next > 1)) {
            break;
          }
          return value;
        }
      }
      throw new CorruptSumsException("The sums have a number that is not in its shortest form.");
    }
  }
}
