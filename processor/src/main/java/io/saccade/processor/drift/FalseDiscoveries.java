package io.saccade.processor.drift;

import java.util.Arrays;

/**
 * Which of many comparisons stand out, such that of those which do, no more than a given share is
 * expected to be chance: Benjamini and Hochberg, "Controlling the false discovery rate" (1995). It
 * holds for independent comparisons, and for those that lean the same way (Benjamini and Yekutieli
 * 2001), as streams of one fleet do. Thread-safe.
 */
public final class FalseDiscoveries {

  private FalseDiscoveries() {}

  /**
   * The largest p that stands out.
   *
   * @param p of each comparison, from 0 to 1, in any order
   * @param rate the share of those that stand out which may be chance, between 0 and 1
   * @return negative where none stands out
   */
  public static double threshold(double[] p, double rate) {
    if (!(rate > 0 && rate < 1)) {
      throw new IllegalArgumentException("rate must be between 0 and 1, but was " + rate);
    }
    double[] sorted = p.clone();
    Arrays.sort(sorted);
    if (sorted.length > 0 && !(sorted[0] >= 0 && sorted[sorted.length - 1] <= 1)) {
      throw new IllegalArgumentException("p must be from 0 to 1, but were " + Arrays.toString(p));
    }
    for (int rank = sorted.length; rank > 0; rank--) {
      if (sorted[rank - 1] <= rate * rank / sorted.length) {
        return sorted[rank - 1];
      }
    }
    return -1;
  }
}
