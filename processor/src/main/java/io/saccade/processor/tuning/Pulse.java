package io.saccade.processor.tuning;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps count of batches as they are done, and says when enough was seen. The first batch of each
 * lane is the run-up. From there whole rounds are counted, one batch for each lane, from the end of
 * a batch to the end of another: what was begun before and is not done after cancels out, however
 * large the batches are. Guarded by whoever owns it.
 */
final class Pulse {

  private static final int LEAST_ROUNDS = 2;

  private final int lanes;
  private final long startedNanos;
  private final long atLeastNanos;
  private final long atMostNanos;
  private final List<Beat> beats = new ArrayList<>();
  private Work decoding = new Work(0, 0);
  private int decoded;

  private record Beat(long atNanos, int images, Work work) {}

  /**
   * Work of one thread.
   *
   * @param tookNanos by the clock
   * @param cpuNanos on a processor
   */
  record Work(long tookNanos, long cpuNanos) {

    Work plus(Work other) {
      return new Work(tookNanos + other.tookNanos, cpuNanos + other.cpuNanos);
    }
  }

  /**
   * Begins to count.
   *
   * @param lanes how many batches run at once
   * @param atLeast how long to look, the run-up not counted
   * @param atMost when to stop, whatever was seen
   */
  Pulse(int lanes, Duration atLeast, Duration atMost, long nowNanos) {
    this.lanes = lanes;
    this.startedNanos = nowNanos;
    this.atLeastNanos = atLeast.toNanos();
    this.atMostNanos = atMost.toNanos();
  }

  /** An image stands in its batch. */
  void decoded(Work work) {
    decoding = decoding.plus(work);
    decoded++;
  }

  /** A batch is done. */
  void ran(int images, Work work, long nowNanos) {
    beats.add(new Beat(nowNanos, images, work));
  }

  /** Whether there is nothing left to wait for. */
  boolean enough(long nowNanos) {
    if (nowNanos - startedNanos >= atMostNanos) {
      return true;
    }
    return beats.size() >= (1 + LEAST_ROUNDS) * lanes
        && nowNanos - beats.get(lanes - 1).atNanos() >= atLeastNanos;
  }

  /** What was seen. */
  Slice slice() {
    Work running = beats.stream().map(Beat::work).reduce(new Work(0, 0), Work::plus);
    Work all = running.plus(decoding);
    int ran = beats.stream().mapToInt(Beat::images).sum();
    return new Slice(
        rate(),
        beats.stream().map(beat -> beat.work().tookNanos()).toList(),
        decoded == 0 ? 0 : decoding.tookNanos() / decoded,
        decoded == 0 || ran == 0
            ? 0
            : (double) decoding.cpuNanos() / decoded + (double) running.cpuNanos() / ran,
        all.tookNanos() == 0 ? 1 : Math.min(1, (double) all.cpuNanos() / all.tookNanos()));
  }

  private double rate() {
    int rounds = beats.size() / lanes - 1;
    boolean inStride = rounds > 0;
    // Where time ran out before, what there is from the start is better than nothing.
    int from = inStride ? lanes : 0;
    int to = inStride ? lanes * (1 + rounds) : beats.size();
    if (to == 0) {
      return 0;
    }
    long since = inStride ? beats.get(from - 1).atNanos() : startedNanos;
    int images = beats.subList(from, to).stream().mapToInt(Beat::images).sum();
    return images * 1e9 / Math.max(1, beats.get(to - 1).atNanos() - since);
  }
}
