package io.saccade.bench.latency;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which loads are measured, and how. */
final class PlanOptions {

  private static final int MOST = 1000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--loads",
      paramLabel = "PERCENT",
      split = ",",
      defaultValue = "20,50,80,95,110",
      description = "The loads, in per cent of the capacity (default: ${DEFAULT-VALUE}).")
  private List<Integer> loads = List.of();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often every load is measured (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "How long each is measured (default: ${DEFAULT-VALUE}); the p99 of 1,000 events rests "
              + "on 10 of them.")
  private int seconds;

  @Option(
      names = "--arrivals",
      paramLabel = "PROCESS",
      defaultValue = "constant",
      description =
          "How events are spread over time: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ArrivalProcess arrivals = ArrivalProcess.CONSTANT;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of arrivals at random (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--latency-target",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description =
          "The processor's latency.target, such as 100ms, and what the engine's own latency is "
              + "held against (default: none).")
  private Optional<Duration> latencyTarget = Optional.empty();

  /**
   * The plan.
   *
   * @throws ParameterException naming the option that is wrong
   */
  Plan plan() {
    for (int load : loads) {
      if (load < 1 || load > MOST) {
        throw misused("--loads must be per cents from 1 to %d, but one was %d", MOST, load);
      }
    }
    if (loads.stream().distinct().count() < loads.size()) {
      throw misused("--loads must name each load once, but was %s", loads);
    }
    requireAtLeastOne("--rounds", rounds);
    requireAtLeastOne("--seconds", seconds);
    return new Plan(loads, rounds, Duration.ofSeconds(seconds), arrivals, seed, latencyTarget);
  }

  private void requireAtLeastOne(String option, int value) {
    if (value < 1) {
      throw misused("%s must be at least 1, but was %d", option, value);
    }
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private ParameterException misused(String format, Object... values) {
    return new ParameterException(spec.commandLine(), format.formatted(values));
  }
}
