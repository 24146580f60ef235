package io.saccade.cli.failures;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.kafka.KafkaOptions;
import io.saccade.cli.kafka.Topics;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where events, failures and what was replayed of them stand. */
final class TopicOptions {

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      defaultValue = "images",
      description = "The topic of events (default: ${DEFAULT-VALUE}).")
  private String images = "";

  @Option(
      names = "--failures-topic",
      paramLabel = "NAME",
      defaultValue = "image-failures",
      description = "The topic of failures (default: ${DEFAULT-VALUE}).")
  private String failures = "";

  @Option(
      names = "--replays-topic",
      paramLabel = "NAME",
      defaultValue = "failure-replays",
      description =
          "The compacted topic that says which failures were replayed; the first replay makes it"
              + " (default: ${DEFAULT-VALUE}).")
  private String replays = "";

  String images() {
    return images;
  }

  String failures() {
    return failures;
  }

  String replays() {
    return replays;
  }

  Map<String, Object> clients() throws IOException, CommandFailedException {
    return kafka.clients();
  }

  /** The topic of failures, which has to be there. */
  Topics.Topic requireFailures(Topics topics) throws CommandFailedException, InterruptedException {
    return require(topics, failures, "--failures-topic");
  }

  /** The topic of events, which has to be there. */
  Topics.Topic requireImages(Topics topics) throws CommandFailedException, InterruptedException {
    return require(topics, images, "--topic");
  }

  private Topics.Topic require(Topics topics, String name, String option)
      throws CommandFailedException, InterruptedException {
    return topics
        .find(name)
        .orElseThrow(
            () ->
                new CommandFailedException(
                    "there is no topic %s at %s; name it with %s"
                        .formatted(name, kafka.bootstrap(), option)));
  }
}
