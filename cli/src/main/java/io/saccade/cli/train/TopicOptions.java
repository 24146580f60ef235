package io.saccade.cli.train;

import io.saccade.cli.kafka.KafkaOptions;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a training whose images come from a topic. */
final class TopicOptions {

  /** What `--data` begins with where a topic's name follows. */
  private static final String SCHEME = "kafka:";

  /** The names of the options, for help. */
  static final Set<String> NAMES =
      Set.of("--label-attribute", "--max-images", "--bootstrap", "--registry", "--client-config");

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--label-attribute",
      paramLabel = "NAME",
      defaultValue = "label",
      description =
          "The attribute of an event that its image's class stands in (default: ${DEFAULT-VALUE}).")
  private String label = "";

  @Option(
      names = "--max-images",
      paramLabel = "N",
      defaultValue = "100000",
      description =
          "Take no more than the first N labelled images of the topic (default:"
              + " ${DEFAULT-VALUE}).")
  private int most;

  /** The topic that `--data` names, if it does. */
  static Optional<String> topic(String data) {
    return data.startsWith(SCHEME)
        ? Optional.of(data.substring(SCHEME.length()))
        : Optional.empty();
  }

  KafkaOptions kafka() {
    return kafka;
  }

  String label() {
    return label;
  }

  int most() {
    return most;
  }
}
