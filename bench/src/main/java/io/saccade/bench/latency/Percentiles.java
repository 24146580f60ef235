package io.saccade.bench.latency;

import io.saccade.bench.results.Rates;
import io.saccade.bench.results.Rounded;
import java.util.List;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/**
 * How a duration is spread, in milliseconds. {@code p999} is the 99.9th percentile, and the same as
 * {@code max} where fewer than 1,000 were measured.
 */
public record Percentiles(double p50, double p90, double p99, double p999, double max) {

  private static final double MICROS = 1000;

  /** Rounds to microseconds, which is what was measured. */
  public Percentiles {
    p50 = Rounded.thousandths(p50);
    p90 = Rounded.thousandths(p90);
    p99 = Rounded.thousandths(p99);
    p999 = Rounded.thousandths(p999);
    max = Rounded.thousandths(max);
  }

  /** Of a histogram of microseconds; zeros of an empty one. */
  static Percentiles of(Histogram micros) {
    return new Percentiles(
        micros.getValueAtPercentile(50) / MICROS,
        micros.getValueAtPercentile(90) / MICROS,
        micros.getValueAtPercentile(99) / MICROS,
        micros.getValueAtPercentile(99.9) / MICROS,
        micros.getMaxValue() / MICROS);
  }

  /** Each percentile's median over the rounds. */
  static Percentiles medians(List<Percentiles> rounds) {
    return new Percentiles(
        median(rounds, Percentiles::p50),
        median(rounds, Percentiles::p90),
        median(rounds, Percentiles::p99),
        median(rounds, Percentiles::p999),
        median(rounds, Percentiles::max));
  }

  /** The median over the rounds. */
  static <T> double median(List<T> rounds, Function<T, Double> of) {
    return new Rates(rounds.stream().map(of).toList()).median();
  }
}
