package io.saccade.processor.batch;

/**
 * How long an open batch may wait for company while a lane is free and nothing is on its way. With
 * no latency target it never waits: an idle lane is the cheapest place for an image, and batches
 * grow by themselves as soon as lanes are busy.
 *
 * <p>With a target it waits only where all of this holds: the next bucket is cheaper an image by a
 * tenth at least, by the run times that were seen; at the pace at which images have been coming, it
 * would be full in time; and the oldest image would still have its result within the target,
 * ninety-nine times in a hundred.
 */
public final class Patience {

  private static final double WORTH_WAITING = 0.9;

  /** What is left of the target for what is not predicted: the decoding, the way there and back. */
  private static final double SHARE_OF_TARGET = 0.8;

  private final Buckets buckets;
  private final RunTimes times;
  private final long targetNanos;

  /**
   * Patience within a target.
   *
   * @param targetNanos from the poll to the result, at the 99th percentile; 0 for no waiting
   */
  public Patience(Buckets buckets, RunTimes times, long targetNanos) {
    this.buckets = buckets;
    this.times = times;
    this.targetNanos = targetNanos;
  }

  /**
   * Until when a batch may wait for company.
   *
   * @param rows how many images it holds
   * @param oldestNanos when the oldest of them was polled
   * @param gapNanos the time between one image and the next, of late
   * @return a time that has passed where the batch should run now
   */
  public long until(int rows, long oldestNanos, long nowNanos, long gapNanos) {
    if (targetNanos == 0 || rows >= buckets.largest()) {
      return nowNanos;
    }
    int next = buckets.fit(rows + 1);
    double cost = (double) times.nanos(rows) / rows;
    double nextCost = (double) times.nanos(next) / next;
    if (nextCost == 0 || nextCost > WORTH_WAITING * cost) {
      return nowNanos;
    }
    long latest = oldestNanos + (long) (SHARE_OF_TARGET * targetNanos) - times.nanos(next);
    return nowNanos + (next - rows) * gapNanos > latest ? nowNanos : latest;
  }
}
