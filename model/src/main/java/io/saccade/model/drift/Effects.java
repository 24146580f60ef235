package io.saccade.model.drift;

/**
 * How large a difference is, whatever the number of images: each is about the share of images that
 * would have to change. More images make it more exact, not larger.
 *
 * <p>The largest of many distances is never 0: of two hundred unchanged images it is about 0.1. So
 * what chance alone gives is taken off, in squares, as errors that are independent of a difference
 * add to it: of a large one next to nothing is lost, and of chance itself next to nothing is left.
 *
 * @param labels the total variation between the shares of the predicted classes, less what chance
 *     alone gives with so many images and classes
 * @param softmax the largest Kolmogorov-Smirnov distance of a series of the output, less what
 *     chance gives
 * @param features the distance of the mean random features, less what chance alone gives
 * @param image as {@code softmax}, of the properties of the images that are judged
 */
public record Effects(double labels, double softmax, double features, double image) {

  /**
   * How large the difference of a window from its reference is.
   *
   * @param chance what windows of that worth come to in the mean when nothing has changed
   * @param worth as how many independent images the window counts, above 0
   */
  public static Effects of(
      ReferenceProfile profile, WindowSums window, Distances chance, double worth) {
    WindowSums reference = profile.sums();
    Layout layout = reference.layout();
    double independent = 1 / worth + 1.0 / reference.images();
    double softmax = largest(window, reference, 0, layout.outputSeries());
    double image = largest(window, reference, layout.outputSeries(), layout.judgedSeries());
    return new Effects(
        totalVariation(window, reference, independent),
        beyond(softmax, chance.softmax() * Math.sqrt(independent)),
        features(window, reference, independent),
        beyond(image, chance.image() * Math.sqrt(independent)));
  }

  /** The largest of the four. */
  public double largest() {
    return Math.max(Math.max(labels, softmax), Math.max(features, image));
  }

  private static double largest(WindowSums window, WindowSums reference, int from, int to) {
    double largest = 0;
    for (int s = from; s < to; s++) {
      largest = Math.max(largest, Steps.distance(window, reference, s, 0));
    }
    return largest;
  }

  private static double beyond(double distance, double chance) {
    return Math.sqrt(Math.max(0, distance * distance - chance * chance));
  }

  private static double totalVariation(
      WindowSums window, WindowSums reference, double independent) {
    double n = window.images();
    double m = reference.images();
    double found = 0;
    double chance = 0;
    for (int c = 0; c < window.layout().classes(); c++) {
      found += Math.abs(window.label(c) / n - reference.label(c) / m);
      double share = (window.label(c) + reference.label(c)) / (n + m);
      double rest = share * (1 - share);
      // The mean absolute difference: of a normal one, and at most that of one rare image.
      chance += Math.min(Math.sqrt(2 / Math.PI * rest * independent), 2 * rest);
    }
    return Math.max(0, found - chance) / 2;
  }

  private static double features(WindowSums window, WindowSums reference, double independent) {
    double chance = (1 - MeanFeatures.squaredLength(reference)) * independent;
    return Math.sqrt(Math.max(0, MeanFeatures.squaredDistance(window, reference) - chance));
  }
}
