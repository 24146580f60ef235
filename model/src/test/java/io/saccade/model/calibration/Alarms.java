package io.saccade.model.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Counts windows whose p is at most each of the levels that are held to. Thread-safe. */
public final class Alarms {

  static final double[] LEVELS = {0.1, 0.05, 0.01};

  private final ToDoubleFunction<PValues> verdict;
  private final long[] hits = new long[LEVELS.length];
  private long windows;

  /** Counts by one of the p. */
  public Alarms(ToDoubleFunction<PValues> verdict) {
    this.verdict = verdict;
  }

  /** Adds a window. */
  public synchronized void add(PValues p) {
    windows++;
    for (int i = 0; i < LEVELS.length; i++) {
      hits[i] += verdict.applyAsDouble(p) <= LEVELS[i] ? 1 : 0;
    }
  }

  /** The levels that are held to, descending. */
  public static List<Double> levels() {
    return Arrays.stream(LEVELS).boxed().toList();
  }

  /** Whether the realised rate of every level lies inside its binomial interval. */
  public synchronized boolean inside(double confidence) {
    return outside(confidence) == 0;
  }

  /** At how many levels the realised rate lies outside its binomial interval. */
  public synchronized int outside(double confidence) {
    int outside = 0;
    for (int i = 0; i < LEVELS.length; i++) {
      outside += Binomial.inside(confidence, hits[i], windows, LEVELS[i]) ? 0 : 1;
    }
    return outside;
  }

  public synchronized long windows() {
    return windows;
  }

  /** The share of windows whose p is at most the level of this index. */
  public synchronized double rate(int level) {
    return (double) hits[level] / windows;
  }

  @Override
  public synchronized String toString() {
    return windows + " windows, " + Arrays.toString(hits) + " at " + Arrays.toString(LEVELS);
  }
}
