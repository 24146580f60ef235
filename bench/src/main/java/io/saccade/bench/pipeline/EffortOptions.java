package io.saccade.bench.pipeline;

import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say how much is measured. */
final class EffortOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often everything is measured (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "How long each application runs before that; the JVM, and the broker's, compile for a "
              + "minute or two (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  /**
   * Refuses what cannot be measured.
   *
   * @throws ParameterException naming the option
   */
  void check() {
    requireAtLeast("--rounds", rounds, 1);
    requireAtLeast("--warm-up", warmUp, 0);
  }

  Effort effort() {
    return new Effort(rounds, Duration.ofSeconds(warmUp));
  }

  private void requireAtLeast(String option, int value, int least) {
    if (value < least) {
      throw new ParameterException(
          spec.commandLine(), "%s must be at least %d, but was %d".formatted(option, least, value));
    }
  }
}
