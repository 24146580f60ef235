package io.saccade.model.drift;

/**
 * How far a window is from the reference, once for each family; every one grows with drift.
 *
 * @param labels the predicted classes
 * @param softmax the shape of the model's answers
 * @param features the penultimate features
 * @param image the properties of the images themselves
 */
public record Distances(double labels, double softmax, double features, double image) {

  /** Refuses what is not finite. */
  public Distances {
    if (!Double.isFinite(labels)
        || !Double.isFinite(softmax)
        || !Double.isFinite(features)
        || !Double.isFinite(image)) {
      throw new IllegalArgumentException(
          "distances must be finite, but were %s, %s, %s, %s"
              .formatted(labels, softmax, features, image));
    }
  }
}
