package io.saccade.model.drift;

/** Compares the histograms of one series in two sets of images. */
final class Steps {

  private Steps() {}

  /** The largest difference of the cumulative shares, either way. */
  static double distance(WindowSums one, WindowSums other, int series) {
    return Math.abs(signedDistance(one, other, series));
  }

  /** The same with a sign: positive where the values of the first are the larger ones. */
  static double signedDistance(WindowSums one, WindowSums other, int series) {
    double n = one.images();
    double m = other.images();
    long below = 0;
    long otherBelow = 0;
    double largest = 0;
    for (int bin = 0; bin < Edges.BINS - 1; bin++) {
      below += one.bin(series, bin);
      otherBelow += other.bin(series, bin);
      double difference = otherBelow / m - below / n;
      if (Math.abs(difference) > Math.abs(largest)) {
        largest = difference;
      }
    }
    return largest;
  }
}
