package io.saccade.bench.pipeline;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The measurements of one contender.
 *
 * @param name the contender
 * @param costs one a round, at least one
 */
record Sample(String name, List<Cost> costs) {

  Sample {
    costs = List.copyOf(costs);
    if (costs.isEmpty()) {
      throw new IllegalArgumentException("costs must hold at least one round, but was empty");
    }
  }

  /** The median of images a second. */
  double rate() {
    return median(Cost::rate);
  }

  /** The median of processor time an image, in milliseconds. */
  double cpuMillis() {
    return median(Cost::cpuMillis);
  }

  double slowest() {
    return costs.stream().mapToDouble(Cost::rate).min().orElseThrow();
  }

  double fastest() {
    return costs.stream().mapToDouble(Cost::rate).max().orElseThrow();
  }

  /** The middle one; the mean of the two in the middle where there is none. */
  private double median(ToDoubleFunction<Cost> of) {
    double[] sorted = costs.stream().mapToDouble(of).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
