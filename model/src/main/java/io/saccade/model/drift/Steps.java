package io.saccade.model.drift;

/** Compares the histograms of one series in two sets of images. */
final class Steps {

  private Steps() {}

  /** The largest difference of the cumulative shares, either way, all moved by an offset. */
  static double distance(WindowSums one, WindowSums other, int series, double offset) {
    return Math.abs(signed(one, other, series, offset));
  }

  /** The same with a sign: positive where the values of the first set are the larger ones. */
  static double signedDistance(WindowSums one, WindowSums other, int series) {
    return signed(one, other, series, 0);
  }

  private static double signed(WindowSums one, WindowSums other, int series, double offset) {
    double perOne = 1.0 / one.images();
    double perOther = 1.0 / other.images();
    long below = 0;
    long otherBelow = 0;
    double least = offset;
    double most = offset;
    for (int bin = 0; bin < Edges.BINS - 1; bin++) {
      below += one.bin(series, bin);
      otherBelow += other.bin(series, bin);
      double difference = otherBelow * perOther - below * perOne + offset;
      least = Math.min(least, difference);
      most = Math.max(most, difference);
    }
    return most >= -least ? most : least;
  }
}
