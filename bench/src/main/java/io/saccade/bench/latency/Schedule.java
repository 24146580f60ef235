package io.saccade.bench.latency;

import java.util.SplittableRandom;

/**
 * When events are due. Each is due at a time of its own, whatever became of those before it: a load
 * that waited for a slow system would not see how slow it is (Tene's "coordinated omission").
 */
interface Schedule {

  double SECOND = 1e9;

  /** When the next event is due, in nanoseconds after the start; never before the one before. */
  long nextNanos();

  /** Evenly spaced. The n-th is computed from the start, so that no error adds up. */
  static Schedule constant(double perSecond) {
    return new Schedule() {
      private long number;

      @Override
      public long nextNanos() {
        return Math.round(number++ * SECOND / perSecond);
      }
    };
  }

  /** A Poisson process: as many events that know nothing of one another arrive. */
  static Schedule poisson(double perSecond, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return new Schedule() {
      private double nanos;

      @Override
      public long nextNanos() {
        nanos -= Math.log(1 - random.nextDouble()) * SECOND / perSecond;
        return Math.round(nanos);
      }
    };
  }
}
