package io.saccade.cli.replay;

import io.saccade.processor.settings.ProcessorSettings;
import io.saccade.processor.settings.SettingsException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say which processor is replayed, and how its engine runs here. */
final class ReplaySettings {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The processor's YAML file of settings: its topics, application.id and bundle.roots say"
              + " what is replayed.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Where Kafka is; short for --set bootstrap=...")
  private Optional<String> bootstrap = Optional.empty();

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "Where the schema registry is; short for --set registry.url=...")
  private Optional<String> registry = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Any setting, before those of the environment and of the file.")
  private Map<String, String> settings = new HashMap<>();

  @Option(
      names = "--deterministic",
      description =
          "One batch size, always padded, so that arithmetic does not depend on what shares the"
              + " batch; short for --set deterministic=true. Without --model the predictions must"
              + " then be the recorded ones to the last byte.")
  private boolean deterministic;

  boolean isDeterministic() {
    return deterministic;
  }

  /** The settings, with some that go before all others. */
  ProcessorSettings load(Map<String, String> others) throws SettingsException {
    Map<String, String> flags = new HashMap<>(settings);
    bootstrap.ifPresent(value -> flags.put("bootstrap", value));
    registry.ifPresent(value -> flags.put("registry.url", value));
    if (deterministic) {
      flags.put("deterministic", "true");
    }
    flags.putAll(others);
    return ProcessorSettings.load(config.orElse(null), System.getenv(), flags);
  }
}
