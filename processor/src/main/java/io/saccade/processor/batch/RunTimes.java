package io.saccade.processor.batch;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long batches of each bucket take, as a 99th percentile that follows what is observed: each
 * longer run raises the estimate by 99 steps, each shorter one lowers it by one, so that it rests
 * where one run in a hundred is longer. A step is a five-thousandth of the estimate. (Robbins and
 * Monro, A Stochastic Approximation Method, 1951.) Thread-safe; updates that race may be lost.
 */
public final class RunTimes {

  private static final int STEPS_UP = 99;
  private static final int STEPS_TO_THE_WHOLE = 5_000;

  private final Buckets buckets;
  private final AtomicLongArray nanos;

  /** Nothing is known yet of any bucket. */
  public RunTimes(Buckets buckets) {
    this.buckets = buckets;
    this.nanos = new AtomicLongArray(buckets.sizes().size());
  }

  /**
   * A batch has run.
   *
   * @param rows how many images it held, padding not counted
   */
  public void ran(int rows, long tookNanos) {
    int index = index(rows);
    long estimate = nanos.get(index);
    if (estimate == 0) {
      nanos.set(index, Math.max(1, tookNanos));
      return;
    }
    long step = Math.max(1, estimate / STEPS_TO_THE_WHOLE);
    nanos.set(
        index, Math.max(1, tookNanos > estimate ? estimate + STEPS_UP * step : estimate - step));
  }

  /** What a batch of so many images takes, ninety-nine times in a hundred; 0 if none has run. */
  public long nanos(int rows) {
    return nanos.get(index(rows));
  }

  private int index(int rows) {
    return buckets.sizes().indexOf(buckets.fit(rows));
  }
}
