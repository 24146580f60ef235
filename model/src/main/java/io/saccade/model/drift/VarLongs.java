package io.saccade.model.drift;

import java.io.ByteArrayOutputStream;

/**
 * Whole numbers in as few bytes as they need: seven bits a byte, lowest first, the sign in the
 * lowest bit; runs of zeros as a zero and how many more follow. Each list of numbers has one form
 * only, and no other is read.
 */
final class VarLongs {

  private VarLongs() {}

  static void write(long[] values, ByteArrayOutputStream to) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] != 0) {
        unsigned((values[i] << 1) ^ (values[i] >> 63), to);
        continue;
      }
      int run = 1;
      while (i + run < values.length && values[i + run] == 0) {
        run++;
      }
      to.write(0);
      unsigned(run - 1L, to);
      i += run - 1;
    }
  }

  private static void unsigned(long value, ByteArrayOutputStream to) {
    long left = value;
    while ((left & -0x80L) != 0) {
      to.write((int) ((left & 0x7F) | 0x80));
      left >>>= 7;
    }
    to.write((int) left);
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
