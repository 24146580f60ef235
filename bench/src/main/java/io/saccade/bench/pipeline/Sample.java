package io.saccade.bench.pipeline;

import java.util.Collections;
import java.util.List;

/**
 * The measurements of one contender, a round each, in images a second.
 *
 * @param rates in the order of the rounds, at least one
 */
record Sample(List<Double> rates) {

  Sample {
    rates = List.copyOf(rates);
    if (rates.isEmpty()) {
      throw new IllegalArgumentException("rates must hold at least one round, but was empty");
    }
  }

  /** The middle one; the mean of the two in the middle where there is none. */
  double median() {
    List<Double> sorted = rates.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  double least() {
    return Collections.min(rates);
  }

  double most() {
    return Collections.max(rates);
  }
}
