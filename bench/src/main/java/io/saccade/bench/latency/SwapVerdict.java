package io.saccade.bench.latency;

import io.saccade.bench.results.Rounded;

/**
 * What came of it, as the one line of JSON has it.
 *
 * @param capacity images a second
 * @param loadSeconds how long a load took
 * @param p99Ratio p99 during a swap over the quiet p99
 * @param throughputDip the share of the throughput that was missing
 * @param kept whether both are within what they may be
 */
record SwapVerdict(
    double capacity, double loadSeconds, double p99Ratio, double throughputDip, boolean kept) {

  /** The medians of the swaps. */
  static SwapVerdict of(SwapRow row) {
    return new SwapVerdict(
        row.capacity(),
        row.medianLoadSeconds(),
        Rounded.thousandths(row.p99Ratio()),
        Rounded.thousandths(row.throughputDip()),
        row.kept());
  }
}
