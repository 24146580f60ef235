package io.saccade.bench.pipeline;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that make the measured processor differ from its defaults. */
final class ProcessorOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Saccade's stream threads (default: the processor's).")
  private Optional<Integer> threads = Optional.empty();

  @Option(
      names = "--lanes",
      paramLabel = "N",
      description = "Saccade's lanes (default: the processor's).")
  private Optional<Integer> lanes = Optional.empty();

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Saccade's batch size (default: the processor's).")
  private Optional<Integer> batch = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Any other setting of the processor; may be given again.")
  private Map<String, String> others = new TreeMap<>();

  /**
   * Refuses numbers below 1.
   *
   * @throws ParameterException naming the option
   */
  void check() {
    threads.ifPresent(value -> requirePositive("--threads", value));
    lanes.ifPresent(value -> requirePositive("--lanes", value));
    batch.ifPresent(value -> requirePositive("--batch", value));
  }

  /** What differs, by the names of the settings. */
  Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>(others);
    threads.ifPresent(value -> settings.put("stream.threads", Integer.toString(value)));
    lanes.ifPresent(value -> settings.put("lanes", Integer.toString(value)));
    batch.ifPresent(value -> settings.put("batch.size", Integer.toString(value)));
    return settings;
  }

  private void requirePositive(String option, int value) {
    if (value < 1) {
      throw new ParameterException(
          spec.commandLine(), "%s must be at least 1, but was %d".formatted(option, value));
    }
  }
}
