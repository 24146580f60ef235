package io.saccade.model.drift;

/**
 * The mean random features of sets of images, each scaled so that an image has about length one.
 */
final class MeanFeatures {

  private static final double SCALE = 2.0 / Layout.RANDOM_FEATURES;

  private MeanFeatures() {}

  static double squaredDistance(WindowSums one, WindowSums other) {
    double perOne = 1.0 / FixedPoint.ONE / one.images();
    double perOther = 1.0 / FixedPoint.ONE / other.images();
    double sum = 0;
    for (int k = 0; k < Layout.RANDOM_FEATURES; k++) {
      double off = one.feature(k) * perOne - other.feature(k) * perOther;
      sum += off * off;
    }
    return SCALE * sum;
  }

  /** The squared length of the mean. */
  static double squaredLength(WindowSums sums) {
    double sum = 0;
    for (int k = 0; k < Layout.RANDOM_FEATURES; k++) {
      double mean = FixedPoint.toDouble(sums.feature(k)) / sums.images();
      sum += mean * mean;
    }
    return SCALE * sum;
  }
}
