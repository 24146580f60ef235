package io.saccade.bench.results;

import java.util.List;

/**
 * One quantity, measured once a round: more is better where it is a rate.
 *
 * @param all in the order of the rounds, at least one
 */
public record Rates(List<Double> all) {

  /** Copies the measurements. */
  public Rates {
    all = List.copyOf(all);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("all must hold at least one round, but was empty");
    }
  }

  /** The middle one; the mean of the two in the middle where there is none. */
  public double median() {
    double[] sorted = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The smallest. */
  public double least() {
    return all.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  /** The largest. */
  public double most() {
    return all.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
