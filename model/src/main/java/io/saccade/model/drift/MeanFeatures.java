package io.saccade.model.drift;

/** The mean random features of sets of images, each scaled so that an image has length one. */
final class MeanFeatures {

  private static final double SCALE = 2.0 / Layout.RANDOM_FEATURES;

  private MeanFeatures() {}

  static double squaredDistance(WindowSums one, WindowSums other) {
    double n = one.images();
    double m = other.images();
    double sum = 0;
    for (int k = 0; k < Layout.RANDOM_FEATURES; k++) {
      double off =
          FixedPoint.toDouble(one.feature(k)) / n - FixedPoint.toDouble(other.feature(k)) / m;
      sum += off * off;
    }
    return SCALE * sum;
  }
}
