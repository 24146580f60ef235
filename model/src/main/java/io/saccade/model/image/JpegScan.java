package io.saccade.model.image;

/**
 * The entropy-coded data of one scan. In it, 0xFF is followed by a zero, by a restart marker, or by
 * the marker that ends the scan (ITU-T T.81, B.1.1.5 and F.1.2.3).
 */
final class JpegScan {

  private static final long LOW_BITS = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private final Bytes bytes;
  private final int start;
  private long restarts;

  JpegScan(Bytes bytes, int start) {
    this.bytes = bytes;
    this.start = start;
  }

  /**
   * Follows the data to the marker that ends it, and checks that the restart markers come in their
   * order and are as many as the scan has intervals.
   */
  int follow(int restartInterval, long units) throws ImageRefusedException {
    int at = start;
    while (true) {
      at = nextFF(at);
      int marker = bytes.u8(at + 1);
      if (marker == 0) {
        at += 2;
      } else if (marker == 0xFF) {
        at++;
      } else if (marker >= 0xD0 && marker <= 0xD7) {
        restart(marker - 0xD0, restartInterval);
        at += 2;
      } else {
        break;
      }
    }
    long expected = restartInterval == 0 ? 0 : (units - 1) / restartInterval;
    if (restarts < expected) {
      throw ImageRefusedException.truncated(
          "A scan of the JPEG has %d of its %d restart markers.".formatted(restarts, expected));
    }
    return at;
  }

  private void restart(int number, int restartInterval) throws ImageRefusedException {
    if (restartInterval == 0 || number != restarts % 8) {
      throw ImageRefusedException.corrupt("A scan of the JPEG has a restart marker out of order.");
    }
    restarts++;
  }

  /** Refuses the image if the scan has fewer bits than its blocks need at the very least. */
  void requireBits(int end, long bits) throws ImageRefusedException {
    if ((end - start) * 8L < bits) {
      throw ImageRefusedException.truncated(
          "A scan of the JPEG has %d bytes, too few for its blocks.".formatted(end - start));
    }
  }

  /** Where the next 0xFF stands that has a byte after it, eight bytes at a time. */
  private int nextFF(int from) throws ImageRefusedException {
    int at = from;
    int last = bytes.size() - 9;
    while (at < last) {
      long inverted = ~bytes.i64(at);
      long zeros = (inverted - LOW_BITS) & ~inverted & HIGH_BITS;
      if (zeros != 0) {
        // Borrows can only mark bytes to the left of the lowest true one; the exact search follows.
        break;
      }
      at += 8;
    }
    for (; at + 1 < bytes.size(); at++) {
      if (bytes.u8(at) == 0xFF) {
        return at;
      }
    }
    throw ImageRefusedException.truncated("The JPEG ends within a scan.");
  }
}
