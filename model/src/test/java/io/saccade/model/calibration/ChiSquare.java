package io.saccade.model.calibration;

import java.util.random.RandomGenerator;

/** Two-sample chi-square over class counts, made continuous, on the scale of a standard normal. */
final class ChiSquare {

  private ChiSquare() {}

  static double between(long[] window, long[] rest, RandomGenerator random) {
    double n = sum(window);
    double others = sum(rest);
    double share = n / (n + others);
    double chi = 0;
    int cells = 0;
    double pooled = 0;
    double pooledExpected = 0;
    for (int i = 0; i < window.length; i++) {
      double expected = (window[i] + rest[i]) * share;
      if (expected >= 1) {
        chi += cell((double) window[i], expected, share, random);
        cells++;
      } else {
        pooled += window[i];
        pooledExpected += expected;
      }
    }
    if (pooledExpected >= 1) {
      chi += cell(pooled, pooledExpected, share, random);
      cells++;
    }
    return cells < 2 ? 0 : normal(chi, cells - 1);
  }

  private static double cell(double count, double expected, double share, RandomGenerator random) {
    double gap = count + random.nextDouble() - 0.5 - expected;
    return gap * gap / expected / (1 - share);
  }

  /** The cube root of Wilson and Hilferty (1931). */
  private static double normal(double chi, int degrees) {
    double spread = 2.0 / (9 * degrees);
    return (Math.cbrt(chi / degrees) - 1 + spread) / Math.sqrt(spread);
  }

  private static double sum(long[] counts) {
    double sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }
}
