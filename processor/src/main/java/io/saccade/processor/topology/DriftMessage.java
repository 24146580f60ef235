package io.saccade.processor.topology;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What stands in the topic of deltas. Of the processor's own making and for its own reading, so it
 * needs no schema; the first byte says which form it is of.
 */
sealed interface DriftMessage {

  /** The only form so far. */
  byte FORM = 1;

  /**
   * What images of one partition, in one transaction, add to a pane. Its record's key says of which
   * stream.
   *
   * @param source the partition that the images came from
   * @param pane when the pane begins, in milliseconds
   * @param sums the sums, as they write themselves
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  record Delta(int source, long pane, byte[] sums) implements DriftMessage {

    @Override
    public byte[] toBytes() {
      return ByteBuffer.allocate(14 + sums.length)
          .put(FORM)
          .put((byte) 0)
          .putInt(source)
          .putLong(pane)
          .put(sums)
          .array();
    }
  }

  /**
   * How far a partition is; goes to everybody who adds up, after the deltas that it speaks of.
   *
   * @param source the partition
   * @param sources how many partitions there are
   * @param time the newest time of its events or, of a quiet partition, for how long nothing has
   *     come, in milliseconds
   * @param quiet whether nothing came for so long that nothing more is waited for
   */
  record Passed(int source, int sources, long time, boolean quiet) implements DriftMessage {

    @Override
    public byte[] toBytes() {
      return ByteBuffer.allocate(19)
          .put(FORM)
          .put((byte) 1)
          .putInt(source)
          .putInt(sources)
          .putLong(time)
          .put((byte) (quiet ? 1 : 0))
          .array();
    }
  }

  byte[] toBytes();

  /** The end of the year 9999: no event is of later, and no sum of times overflows before it. */
  long LATEST = 253_402_300_799_999L;

  /** Reads a message; empty for what is none of ours. */
  static Optional<DriftMessage> read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.remaining() < 14 || in.get() != FORM) {
      return Optional.empty();
    }
    byte kind = in.get();
    int source = in.getInt();
    if (source < 0) {
      return Optional.empty();
    }
    if (kind == 0) {
      long pane = in.getLong();
      byte[] sums = new byte[in.remaining()];
      in.get(sums);
      return isTime(pane) ? Optional.of(new Delta(source, pane, sums)) : Optional.empty();
    }
    if (kind != 1 || in.remaining() != 13) {
      return Optional.empty();
    }
    Passed passed = new Passed(source, in.getInt(), in.getLong(), in.get() == 1);
    return source < passed.sources() && isTime(passed.time())
        ? Optional.of(passed)
        : Optional.empty();
  }

  private static boolean isTime(long millis) {
    return millis >= 0 && millis <= LATEST;
  }
}
