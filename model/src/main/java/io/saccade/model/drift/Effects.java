package io.saccade.model.drift;

/**
 * How large a difference is, whatever the number of images: each is about the share of images that
 * would have to change. More images make it more exact, not larger.
 *
 * @param labels the total variation between the shares of the predicted classes, less what chance
 *     alone gives with so many images and classes
 * @param softmax the largest Kolmogorov-Smirnov distance of a series of the output
 * @param features the distance of the mean random features, less what chance alone gives
 * @param image the largest Kolmogorov-Smirnov distance of a property of the images
 */
public record Effects(double labels, double softmax, double features, double image) {

  /** How large the difference of a window from its reference is. */
  public static Effects of(ReferenceProfile profile, WindowSums window) {
    WindowSums reference = profile.sums();
    Layout layout = reference.layout();
    double softmax = 0;
    for (int s = 0; s < layout.outputSeries(); s++) {
      softmax = Math.max(softmax, Steps.distance(window, reference, s, 0));
    }
    double image = 0;
    for (int s = layout.outputSeries(); s < layout.series(); s++) {
      image = Math.max(image, Steps.distance(window, reference, s, 0));
    }
    return new Effects(
        totalVariation(window, reference), softmax, features(window, reference), image);
  }

  /** The largest of the four. */
  public double largest() {
    return Math.max(Math.max(labels, softmax), Math.max(features, image));
  }

  private static double totalVariation(WindowSums window, WindowSums reference) {
    double n = window.images();
    double m = reference.images();
    double found = 0;
    double chance = 0;
    for (int c = 0; c < window.layout().classes(); c++) {
      found += Math.abs(window.label(c) / n - reference.label(c) / m);
      double share = (window.label(c) + reference.label(c)) / (n + m);
      double rest = share * (1 - share);
      // The mean absolute difference: of a normal one, and at most that of one rare image.
      chance += Math.min(Math.sqrt(2 / Math.PI * rest * (1 / n + 1 / m)), 2 * rest);
    }
    return Math.max(0, found - chance) / 2;
  }

  private static double features(WindowSums window, WindowSums reference) {
    double chance =
        (1 - MeanFeatures.squaredLength(reference))
            * (1.0 / window.images() + 1.0 / reference.images());
    return Math.sqrt(Math.max(0, MeanFeatures.squaredDistance(window, reference) - chance));
  }
}
