package io.saccade.model.calibration;

/**
 * How likely a window at least as far from the reference is when nothing has changed.
 *
 * @param labels of the predicted classes alone
 * @param softmax of the shape of the answers alone
 * @param features of the features alone
 * @param image of the images' properties alone
 * @param joint of the smallest of the four, given that four were looked at: the verdict
 * @param extrapolated whether a distance was beyond every draw of the calibration, so that its p is
 *     the fitted tail's
 */
public record PValues(
    double labels,
    double softmax,
    double features,
    double image,
    double joint,
    boolean extrapolated) {

  /** Refuses what is no probability. */
  public PValues {
    probability("labels", labels);
    probability("softmax", softmax);
    probability("features", features);
    probability("image", image);
    probability("joint", joint);
  }

  /** The smallest of the four families. */
  public double smallest() {
    return Math.min(Math.min(labels, softmax), Math.min(features, image));
  }

  private static void probability(String name, double p) {
    if (!(p > 0 && p <= 1)) {
      throw new IllegalArgumentException(
          "%s must be above 0 and at most 1, but was %s".formatted(name, p));
    }
  }
}
