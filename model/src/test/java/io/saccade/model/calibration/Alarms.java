package io.saccade.model.calibration;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** Counts windows whose p is at most each of the levels that are held to. Thread-safe. */
final class Alarms {

  static final double[] LEVELS = {0.1, 0.05, 0.01};

  private final ToDoubleFunction<PValues> verdict;
  private final long[] hits = new long[LEVELS.length];
  private long windows;

  Alarms(ToDoubleFunction<PValues> verdict) {
    this.verdict = verdict;
  }

  synchronized void add(PValues p) {
    windows++;
    for (int i = 0; i < LEVELS.length; i++) {
      hits[i] += verdict.applyAsDouble(p) <= LEVELS[i] ? 1 : 0;
    }
  }

  /** Whether the realised rate of every level lies inside its binomial interval. */
  synchronized boolean inside(double confidence) {
    for (int i = 0; i < LEVELS.length; i++) {
      if (!Binomial.inside(confidence, hits[i], windows, LEVELS[i])) {
        return false;
      }
    }
    return true;
  }

  synchronized double rate(int level) {
    return (double) hits[level] / windows;
  }

  @Override
  public synchronized String toString() {
    return windows + " windows, " + Arrays.toString(hits) + " at " + Arrays.toString(LEVELS);
  }
}
