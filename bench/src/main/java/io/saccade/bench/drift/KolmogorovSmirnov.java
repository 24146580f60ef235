package io.saccade.bench.drift;

import java.util.Arrays;

/**
 * The two-sample test of Kolmogorov and Smirnov, exact: the chance of a distance is the share of
 * all orders in which two samples without ties can lie (Hodges 1958). With ties it is too cautious,
 * never too bold.
 */
final class KolmogorovSmirnov {

  private static final int HALVINGS = 24;

  private KolmogorovSmirnov() {}

  /** Where a value stands in a sorted sample: how many are below it, and how many not above. */
  record Place(int below, int upTo) {

    static Place of(float value, float[] sorted) {
      return new Place(first(sorted, value, false), first(sorted, value, true));
    }

    /** The first index whose element is at least, or beyond, the value. */
    private static int first(float[] sorted, float value, boolean beyond) {
      int low = 0;
      int high = sorted.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (sorted[middle] < value || (beyond && sorted[middle] == value)) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }

  /**
   * The largest difference of the cumulative shares.
   *
   * @param window where each value of one sample stands in the other one
   * @param other how many values the other sample has
   */
  static double distance(Place[] window, int other) {
    int[] below = new int[window.length];
    int[] upTo = new int[window.length];
    for (int i = 0; i < window.length; i++) {
      below[i] = window[i].below();
      upTo[i] = window[i].upTo();
    }
    // The order of places is that of values, but for values between the same two of the other.
    Arrays.sort(below);
    Arrays.sort(upTo);
    double each = 1.0 / window.length;
    double distance = 0;
    for (int i = 0; i < window.length; i++) {
      double before = (double) below[i] / other - i * each;
      double after = (i + 1) * each - (double) upTo[i] / other;
      distance = Math.max(distance, Math.max(before, after));
    }
    return distance;
  }

  /**
   * The chance of at least this distance between samples of one distribution.
   *
   * @param n values of the smaller sample
   * @param m values of the other one
   */
  static double p(double distance, int n, int m) {
    double limit = distance - 1e-9;
    double[] paths = new double[m + 1];
    for (int j = 0; j <= m; j++) {
      paths[j] = (double) j / m >= limit ? 0 : 1;
    }
    for (int j = 1; j <= m; j++) {
      paths[j] *= paths[j - 1];
    }
    for (int i = 1; i <= n; i++) {
      // Weighted so that a row holds shares of the orders that end there, and nothing overflows.
      double kept = (double) i / n >= limit ? 0 : paths[0];
      paths[0] = kept;
      for (int j = 1; j <= m; j++) {
        boolean reached = Math.abs((double) i / n - (double) j / m) >= limit;
        double share = (double) i / (i + j);
        paths[j] = reached ? 0 : paths[j] * share + paths[j - 1] * (1 - share);
      }
    }
    return 1 - paths[m];
  }

  /** The smallest distance that has at most this chance. */
  static double critical(double chance, int n, int m) {
    double least = 0;
    double most = 1;
    for (int halving = 0; halving < HALVINGS; halving++) {
      double middle = (least + most) / 2;
      if (p(middle, n, m) <= chance) {
        most = middle;
      } else {
        least = middle;
      }
    }
    return most;
  }
}
