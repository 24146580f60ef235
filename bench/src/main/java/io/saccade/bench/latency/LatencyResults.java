package io.saccade.bench.latency;

import java.util.List;
import java.util.Optional;

/**
 * What was measured.
 *
 * @param capacity images a second
 * @param bare one image alone, medians over the rounds
 * @param loads medians over the rounds, in the order of the plan
 */
record LatencyResults(double capacity, Percentiles bare, List<AtLoad> loads) {

  /**
   * One load.
   *
   * @param load in per cent of the capacity
   */
  record AtLoad(int load, Figures figures) {}

  LatencyResults {
    loads = List.copyOf(loads);
  }

  /** The medians of what was measured. */
  static LatencyResults of(
      Plan plan, double capacity, List<Percentiles> bare, List<Measurement> measurements) {
    return new LatencyResults(
        capacity,
        Percentiles.medians(bare),
        plan.loads().stream().map(load -> new AtLoad(load, medians(load, measurements))).toList());
  }

  /** The verdict, where the load that it is about was measured. */
  Optional<Verdict> verdict() {
    return loads.stream()
        .filter(at -> at.load() == Verdict.LOAD)
        .map(AtLoad::figures)
        .map(
            figures ->
                new Verdict(
                    figures.saccade().latencyMillis().p99(),
                    bare.p50(),
                    bare.p99(),
                    figures.passThrough().latencyMillis().p99()))
        .findFirst();
  }

  private static Figures medians(int load, List<Measurement> measurements) {
    return Figures.medians(
        measurements.stream()
            .filter(measurement -> measurement.load() == load)
            .map(Measurement::figures)
            .toList());
  }
}
