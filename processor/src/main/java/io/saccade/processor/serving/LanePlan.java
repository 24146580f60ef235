package io.saccade.processor.serving;

import io.saccade.processor.batch.Buckets;
import java.time.Duration;

/**
 * How a version runs on its device: found by measuring, or set by the operator.
 *
 * @param lanes how many batches run at once, each on a thread of its own for life, at least 1
 * @param threads how many threads of a session work on one batch, the lane's own among them
 * @param decoders how many threads only decode; where there are none, the lanes decode as well,
 *     which keeps every core of a CPU busy with no more threads than cores
 * @param buckets the allowed batch sizes
 * @param latencyTarget from the poll to the result, at the 99th percentile: how far a batch may
 *     wait for company when caught up; zero for never
 */
public record LanePlan(
    int lanes, int threads, int decoders, Buckets buckets, Duration latencyTarget) {

  public LanePlan {
    requireAtLeastOne("lanes", lanes);
    requireAtLeastOne("threads", threads);
    if (latencyTarget.isNegative()) {
      throw new IllegalArgumentException(
          "latencyTarget must be at least zero, but was " + latencyTarget);
    }
    if (decoders < 0) {
      throw new IllegalArgumentException("decoders must be at least 0, but was " + decoders);
    }
  }

  /** One image at a time on the calling thread. */
  public static LanePlan single() {
    return new LanePlan(1, 1, 0, Buckets.only(1), Duration.ZERO);
  }

  /**
   * Lanes of one thread each, which decode as well: what serves a CPU well before anything is
   * measured.
   */
  public static LanePlan cpu(int lanes, int largestBatch) {
    return new LanePlan(lanes, 1, 0, Buckets.fine(largestBatch), Duration.ZERO);
  }

  /**
   * How many batches it takes: for each lane one that runs and one that is filled, and one more.
   */
  public int batchesInUse() {
    return 2 * lanes + 1;
  }

  /** The same with other buckets. */
  public LanePlan withBuckets(Buckets others) {
    return new LanePlan(lanes, threads, decoders, others, latencyTarget);
  }

  /** The same with another latency target. */
  public LanePlan withLatencyTarget(Duration target) {
    return new LanePlan(lanes, threads, decoders, buckets, target);
  }

  private static void requireAtLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, but was " + value);
    }
  }

  @Override
  public String toString() {
    return "%d lanes x %d threads, %s, batches of %s"
        .formatted(
            lanes,
            threads,
            decoders == 0 ? "which decode as well" : decoders + " decoders",
            buckets.sizes());
  }
}
