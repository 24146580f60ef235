package io.saccade.processor.tuning;

import java.util.List;

/** The middle of what was measured: a disturbance now and then does not move it. */
final class Medians {

  private Medians() {}

  /** The median; of an even number the mean of the two in the middle, of none 0. */
  static double of(List<Double> values) {
    if (values.isEmpty()) {
      return 0;
    }
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
