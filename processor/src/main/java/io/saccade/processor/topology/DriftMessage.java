package io.saccade.processor.topology;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands in the topic of deltas. Of the processor's own making and for its own reading, so it
 * needs no schema; the first byte says which form it is of.
 */
sealed interface DriftMessage {

  /** The only form so far. */
  byte FORM = 2;

  /**
   * What images of one transaction add to a pane. Its record's key says of which stream.
   *
   * @param sources the partitions that the images came from
   * @param pane when the pane begins, in milliseconds
   * @param sums the sums, as they write themselves
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  record Delta(List<Integer> sources, long pane, byte[] sums) implements DriftMessage {

    public Delta {
      sources = List.copyOf(sources);
    }

    @Override
    public byte[] toBytes() {
      ByteBuffer out =
          ByteBuffer.allocate(14 + Integer.BYTES * sources.size() + sums.length)
              .put(FORM)
              .put((byte) 0)
              .putLong(pane)
              .putInt(sources.size());
      sources.forEach(out::putInt);
      return out.put(sums).array();
    }

    private static Optional<DriftMessage> read(ByteBuffer in) {
      long pane = in.getLong();
      int count = in.getInt();
      if (count < 1 || count > in.remaining() / Integer.BYTES) {
        return Optional.empty();
      }
      List<Integer> sources = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        sources.add(in.getInt());
      }
      byte[] sums = new byte[in.remaining()];
      in.get(sums);
      return isTime(pane) && sources.stream().allMatch(source -> source >= 0)
          ? Optional.of(new Delta(sources, pane, sums))
          : Optional.empty();
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

    private static Optional<DriftMessage> read(ByteBuffer in) {
      if (in.remaining() != 17) {
        return Optional.empty();
      }
      Passed passed = new Passed(in.getInt(), in.getInt(), in.getLong(), in.get() == 1);
      return passed.source() >= 0 && passed.source() < passed.sources() && isTime(passed.time())
          ? Optional.of(passed)
          : Optional.empty();
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
    return switch (in.get()) {
      case 0 -> Delta.read(in);
      case 1 -> Passed.read(in);
      default -> Optional.empty();
    };
  }

  private static boolean isTime(long millis) {
    return millis >= 0 && millis <= LATEST;
  }
}
