package io.saccade.model.calibration;

import io.saccade.model.drift.Distances;

/**
 * The tables on either side of a window's size, and how far the size is from the lower to the upper
 * one in its logarithm, from 0 to 1.
 */
record Neighbours(NullTable lower, NullTable upper, double weight) {

  /** Halves the ten decades of p to a relative width below one in a hundred thousand. */
  private static final int HALVINGS = 22;

  static Neighbours of(NullTable lower, NullTable upper, int n) {
    if (n >= upper.size() || lower.size() == upper.size()) {
      return new Neighbours(upper, upper, 0);
    }
    double width = StrictMath.log((double) upper.size() / lower.size());
    return new Neighbours(lower, upper, StrictMath.log((double) n / lower.size()) / width);
  }

  PValues judge(Distances distances) {
    double labels = p(Family.LABELS, distances);
    double softmax = p(Family.SOFTMAX, distances);
    double features = p(Family.FEATURES, distances);
    double image = p(Family.IMAGE, distances);
    double smallest = Math.min(Math.min(labels, softmax), Math.min(features, image));
    return new PValues(
        labels,
        softmax,
        features,
        image,
        between(lower.joint(smallest), upper.joint(smallest)),
        lower.beyond(distances) || upper.beyond(distances));
  }

  Distances means() {
    return new Distances(
        mean(Family.LABELS), mean(Family.SOFTMAX), mean(Family.FEATURES), mean(Family.IMAGE));
  }

  /**
   * The p at which the distance lies between those of the two tables. Mixing the distances, not
   * their p, holds where all of a distribution moves or widens with the size.
   */
  private double p(Family family, Distances distances) {
    NullDistribution below = lower.of(family);
    NullDistribution above = upper.of(family);
    float distance = (float) family.of(distances);
    if (weight == 0) {
      return below.p(distance);
    }
    double least = below.rarest();
    double most = below.mostlyReached();
    if (mixed(below, above, most) >= distance) {
      return most;
    }
    for (int halving = 0; halving < HALVINGS; halving++) {
      double middle = Math.sqrt(least * most);
      if (mixed(below, above, middle) >= distance) {
        least = middle;
      } else {
        most = middle;
      }
    }
    return least;
  }

  private double mixed(NullDistribution below, NullDistribution above, double p) {
    double distance = below.distance(p);
    return distance + weight * (above.distance(p) - distance);
  }

  private double mean(Family family) {
    double below = lower.of(family).mean();
    return below + weight * (upper.of(family).mean() - below);
  }

  // Of equal ones exactly their value, which the powers of rounding would not give.
  private double between(double below, double above) {
    return below == above
        ? below
        : StrictMath.pow(below, 1 - weight) * StrictMath.pow(above, weight);
  }
}
