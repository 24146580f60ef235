package io.saccade.model.drift;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * How far apart two sets of images are, by each family of statistics. Each grows with the sizes of
 * the sets where they differ, and is of one order where they do not; how large it then gets by
 * chance depends on the sizes and on the reference, and is for calibration to say.
 *
 * @param labels the two-sample chi-square of the predicted classes, those expected less than once
 *     in the smaller set pooled, as the standard normal that it comes near to
 * @param softmax the largest, over the series of the output, of the square root of nm/(n+m) times
 *     the Kolmogorov-Smirnov distance of the binned distributions
 * @param features nm/(n+m) times the squared distance of the mean random features (MMD)
 * @param image as {@code softmax}, over the properties of the images but their encoded bytes, which
 *     any other encoder changes
 */
public record Distances(double labels, double softmax, double features, double image) {

  /** Refuses what is not finite. */
  public Distances {
    if (!Double.isFinite(labels + softmax + features + image)) {
      throw new IllegalArgumentException(
          "distances must be finite, but were %s, %s, %s, %s"
              .formatted(labels, softmax, features, image));
    }
  }

  /**
   * How far a window is from its reference, for comparison with calibrated tables: as {@link
   * #between(WindowSums, WindowSums, RandomGenerator)}, with chance that the window's own sums
   * decide, so that it is the same in every replay.
   *
   * @param worth as how many images the window counts, above 0 and at most as many as it has: fewer
   *     where its images are not independent, or more than the reference can judge
   */
  public static Distances of(ReferenceProfile profile, WindowSums window, double worth) {
    RandomGenerator chance = new SplittableRandom(window.fingerprint());
    return between(window, profile.sums(), worth, Spread.of(chance));
  }

  /** How far two sets of images, at least one in each and of one layout, are from one another. */
  public static Distances between(WindowSums one, WindowSums other) {
    return between(one, other, (double) one.images(), Spread.none());
  }

  /**
   * The same, but with a uniform number between -1/2 and 1/2 added to each count of the first set.
   * Distances over counts are few different numbers where there are few images or classes; which
   * share of windows is at least as far can then not be asked for. With these added they are
   * continuous, at the price of a variance of 1/12 beside one of at least 1.
   */
  public static Distances between(WindowSums one, WindowSums other, RandomGenerator chance) {
    return between(one, other, (double) one.images(), Spread.of(chance));
  }

  private static Distances between(WindowSums one, WindowSums other, double worth, Spread spread) {
    double n = one.images();
    double m = other.images();
    Layout layout = one.layout();
    if (n < 1 || m < 1 || !layout.equals(other.layout())) {
      throw new IllegalArgumentException(
          "both must have images, of one layout, but were %s and %s".formatted(one, other));
    }
    if (!(worth > 0 && worth <= n)) {
      throw new IllegalArgumentException(
          "worth must be above 0 and at most %s, but was %s".formatted(n, worth));
    }
    double weight = worth * m / (worth + m);
    double labels = ChiSquare.of(one, other, worth, spread);
    double softmax = 0;
    for (int s = 0; s < layout.outputSeries(); s++) {
      softmax = Math.max(softmax, Steps.distance(one, other, s, spread.next() / worth));
    }
    double image = 0;
    for (int s = layout.outputSeries(); s < layout.judgedSeries(); s++) {
      image = Math.max(image, Steps.distance(one, other, s, spread.next() / worth));
    }
    return new Distances(
        labels,
        Math.sqrt(weight) * softmax,
        weight * MeanFeatures.squaredDistance(one, other),
        Math.sqrt(weight) * image);
  }
}
