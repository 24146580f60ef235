package io.saccade.processor.drift;

import io.saccade.model.drift.Distances;

/**
 * What a window says of how many images count as one, if all was well in it: its distances, as if
 * every image counted, in terms of what windows of so many independent images come to in the mean.
 * Predicted classes are left out: their distance has no scale, and what repeats classes repeats
 * features as well.
 *
 * @param size how large the window is, in terms of the reference
 * @param softmax of what the model says
 * @param features of the features, a square
 * @param image of the images' properties
 */
public record Lesson(double size, double softmax, double features, double image) {

  /** Refuses what no window says. */
  public Lesson {
    if (!(Math.min(Math.min(softmax, features), Math.min(image, size)) >= 0)
        || !Double.isFinite(size + softmax + features + image)) {
      throw new IllegalArgumentException(
          "a lesson must be finite and at least 0, but was %s, %s, %s of size %s"
              .formatted(softmax, features, image, size));
    }
  }

  /**
   * What a window says.
   *
   * @param distances as if every image counted
   * @param expected what the calibration has for windows of its size in the mean
   * @param size how large the window is, in terms of the reference
   */
  static Lesson of(Distances distances, Distances expected, double size) {
    return new Lesson(
        size,
        ratio(distances.softmax(), expected.softmax()),
        ratio(distances.features(), expected.features()),
        ratio(distances.image(), expected.image()));
  }

  private static double ratio(double distance, double expected) {
    return expected > 0 ? Math.max(0, distance) / expected : 1;
  }
}
