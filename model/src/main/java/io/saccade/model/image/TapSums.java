package io.saccade.model.image;

/**
 * Adds up to four taps at a time of every target pixel of a row. Written out rather than looped:
 * most resizes have two to four taps, and a loop of so few turns costs twice as much as its work.
 */
final class TapSums {

  private TapSums() {}

  static void add1(long[] sums, int count, long[] row, AxisWeights axis, int tap) {
    long[] weights = axis.weights();
    int[] starts = axis.starts();
    int taps = axis.taps();
    int shift = tap - axis.first();
    for (int i = 0, w = tap; i < count; i++, w += taps) {
      sums[i] += weights[w] * row[starts[i] + shift];
    }
  }

  static void add2(long[] sums, int count, long[] row, AxisWeights axis, int tap) {
    long[] weights = axis.weights();
    int[] starts = axis.starts();
    int taps = axis.taps();
    int shift = tap - axis.first();
    for (int i = 0, w = tap; i < count; i++, w += taps) {
      int at = starts[i] + shift;
      sums[i] += weights[w] * row[at] + weights[w + 1] * row[at + 1];
    }
  }

  static void add3(long[] sums, int count, long[] row, AxisWeights axis, int tap) {
    long[] weights = axis.weights();
    int[] starts = axis.starts();
    int taps = axis.taps();
    int shift = tap - axis.first();
    for (int i = 0, w = tap; i < count; i++, w += taps) {
      int at = starts[i] + shift;
      sums[i] += weights[w] * row[at] + weights[w + 1] * row[at + 1] + weights[w + 2] * row[at + 2];
    }
  }

  static void add4(long[] sums, int count, long[] row, AxisWeights axis, int tap) {
    long[] weights = axis.weights();
    int[] starts = axis.starts();
    int taps = axis.taps();
    int shift = tap - axis.first();
    for (int i = 0, w = tap; i < count; i++, w += taps) {
      int at = starts[i] + shift;
      sums[i] +=
          weights[w] * row[at]
              + weights[w + 1] * row[at + 1]
              + weights[w + 2] * row[at + 2]
              + weights[w + 3] * row[at + 3];
    }
  }
}
