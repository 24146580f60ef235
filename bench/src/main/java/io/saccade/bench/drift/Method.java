package io.saccade.bench.drift;

import java.util.function.ToDoubleFunction;

/**
 * What can be held against a threshold; the larger it is, the sooner it alarms.
 *
 * @param name for people
 * @param score of a window
 * @param threshold from which on it alarms
 */
record Method(String name, ToDoubleFunction<WindowScores> score, double threshold) {

  /** At which everything that is calibrated is held. */
  static final double LEVEL = 0.05;

  static final String SACCADE = "Saccade";

  /** Alarms where p is at most the level. */
  static Method saccade() {
    return new Method(SACCADE, scores -> -scores.p(), -LEVEL);
  }

  /**
   * Univariate BBSDs by exact tests of all classes, Bonferroni-corrected (Rabanser et al. 2019).
   */
  static Method bonferroni(Split split, int n) {
    double chance = LEVEL / split.classes();
    return distance(
        "exact KS, Bonferroni", KolmogorovSmirnov.critical(chance, n, split.referenceImages()));
  }

  /**
   * BBSDs from some distance on. At one size of windows, the smallest of its p belongs to the
   * largest distance, so that any threshold for the one is a threshold for the other.
   */
  static Method distance(String name, double threshold) {
    return new Method(name, WindowScores::ks, threshold);
  }

  static Method psi(double threshold) {
    return new Method("PSI " + threshold, WindowScores::psi, threshold);
  }

  static Method jensenShannon(double threshold) {
    return new Method("JS " + threshold, WindowScores::jensenShannon, threshold);
  }

  static Method wasserstein(double threshold) {
    return new Method("Wasserstein " + threshold, WindowScores::wasserstein, threshold);
  }

  boolean alarms(WindowScores scores) {
    return score.applyAsDouble(scores) >= threshold;
  }
}
