package io.saccade.bench.results;

import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say how often something is tried, and for how long. */
public final class TrialOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often everything is measured (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "1",
      description =
          "How long one measurement lasts; a third of it goes before, unmeasured (default: "
              + "${DEFAULT-VALUE}).")
  private double seconds;

  /**
   * Refuses what cannot be measured.
   *
   * @throws ParameterException naming the option
   */
  public void check() {
    if (rounds < 1) {
      throw misused("--rounds must be at least 1, but was " + rounds);
    }
    if (!(seconds >= 0.01 && seconds <= 3600)) {
      throw misused("--seconds must be from 0.01 to 3600, but was " + seconds);
    }
  }

  public int rounds() {
    return rounds;
  }

  /** How long one measurement lasts. */
  public Duration time() {
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  private ParameterException misused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
