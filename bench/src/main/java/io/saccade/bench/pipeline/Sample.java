package io.saccade.bench.pipeline;

import io.saccade.bench.results.Rates;
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

  private double median(ToDoubleFunction<Cost> of) {
    return new Rates(costs.stream().map(cost -> of.applyAsDouble(cost)).toList()).median();
  }
}
