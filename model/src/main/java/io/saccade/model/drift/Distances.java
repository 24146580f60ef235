package io.saccade.model.drift;

/**
 * How far apart two sets of images are, by each family of statistics. Each grows with the sizes of
 * the sets where they differ, and is of one order where they do not; how large it then gets by
 * chance depends on the sizes and on the reference, and is for calibration to say.
 *
 * @param labels the two-sample chi-square of the predicted classes; those expected less than once
 *     in the smaller set are taken together
 * @param softmax the largest, over the series of the output, of the square root of nm/(n+m) times
 *     the Kolmogorov-Smirnov distance of the binned distributions
 * @param features nm/(n+m) times the squared distance of the mean random features (MMD)
 * @param image as {@code softmax}, over the properties of the images
 */
public record Distances(double labels, double softmax, double features, double image) {

  /** How far a window is from its reference. */
  public static Distances of(ReferenceProfile profile, WindowSums window) {
    return between(window, profile.sums());
  }

  /** How far two sets of images, at least one in each and of one layout, are from one another. */
  public static Distances between(WindowSums one, WindowSums other) {
    double n = one.images();
    double m = other.images();
    if (n < 1 || m < 1 || !one.layout().equals(other.layout())) {
      throw new IllegalArgumentException(
          "both must have images, of one layout, but were %s and %s".formatted(one, other));
    }
    double weight = n * m / (n + m);
    Layout layout = one.layout();
    double softmax = 0;
    for (int s = 0; s < layout.outputSeries(); s++) {
      softmax = Math.max(softmax, Steps.distance(one, other, s));
    }
    double image = 0;
    for (int s = layout.outputSeries(); s < layout.series(); s++) {
      image = Math.max(image, Steps.distance(one, other, s));
    }
    return new Distances(
        ChiSquare.of(one, other),
        Math.sqrt(weight) * softmax,
        weight * MeanFeatures.squaredDistance(one, other),
        Math.sqrt(weight) * image);
  }
}
