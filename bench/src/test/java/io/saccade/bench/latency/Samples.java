package io.saccade.bench.latency;

import io.saccade.bench.latency.Figures.EngineFigures;
import io.saccade.bench.latency.Figures.LoadFigures;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Figures to show and to judge. */
final class Samples {

  private Samples() {}

  /** Around one number. */
  static Percentiles percentiles(double p99) {
    return new Percentiles(p99 / 2, p99 / 1.25, p99, p99 * 1.5, p99 * 2);
  }

  /** At a load that is kept up with. */
  static Figures figures(double rate, double p99, double brokerP99) {
    return figures(rate, rate, p99, brokerP99);
  }

  static Figures figures(double rate, double achieved, double p99, double brokerP99) {
    return new Figures(
        new LoadFigures(1500, rate, achieved, percentiles(p99), percentiles(1)),
        new EngineFigures(
            percentiles(p99 / 4),
            percentiles(p99 / 16),
            percentiles(p99 / 16),
            percentiles(p99 / 32),
            percentiles(p99 / 8),
            percentiles(p99 / 2),
            0.0125),
        new LoadFigures(1500, rate, rate, percentiles(brokerP99), percentiles(1)));
  }

  static Plan plan(Integer... loads) {
    return new Plan(
        List.of(loads),
        3,
        Duration.ofSeconds(20),
        ArrivalProcess.CONSTANT,
        1,
        Optional.of(Duration.ofMillis(50)));
  }
}
