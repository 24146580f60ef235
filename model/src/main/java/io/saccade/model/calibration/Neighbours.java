package io.saccade.model.calibration;

import io.saccade.model.drift.Distances;

/**
 * The tables on either side of a window's size, and how far the size is from the lower to the upper
 * one in its logarithm, from 0 to 1.
 */
record Neighbours(NullTable lower, NullTable upper, double weight) {

  static Neighbours of(NullTable lower, NullTable upper, int n) {
    if (n >= upper.size() || lower.size() == upper.size()) {
      return new Neighbours(upper, upper, 0);
    }
    double width = Math.log((double) upper.size() / lower.size());
    return new Neighbours(lower, upper, Math.log((double) n / lower.size()) / width);
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

  private double p(Family family, Distances distances) {
    return between(lower.p(family, distances), upper.p(family, distances));
  }

  private double mean(Family family) {
    double below = lower.of(family).mean();
    return below + weight * (upper.of(family).mean() - below);
  }

  // Of equal ones exactly their value, which the powers of rounding would not give.
  private double between(double below, double above) {
    return below == above ? below : Math.pow(below, 1 - weight) * Math.pow(above, weight);
  }
}
