package io.saccade.cli.sandbox;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.StopSignal;
import io.saccade.cli.kafka.Topics;
import io.saccade.processor.labels.LabelTopics;
import io.saccade.processor.release.ReleaseTopics;
import io.saccade.processor.topology.DriftTopics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `saccade sandbox`. */
@Command(
    name = "sandbox",
    description = "Runs a real Kafka broker and a schema registry here, until Ctrl-C.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  saccade sandbox",
      "  saccade sandbox --kafka-port 0 --registry-port 0 --data /tmp/try",
      "",
      "Both listen on this machine only; port 0 picks any free one. What they keep "
          + "is under --data: remove the folder to start afresh."
    })
public final class SandboxCommand implements Callable<Integer> {

  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final List<String> TOPICS = List.of("images", "predictions", "image-failures");
  private static final DriftTopics DRIFT = DriftTopics.defaults();
  private static final LabelTopics LABELS = LabelTopics.defaults();
  private static final ReleaseTopics RELEASES = ReleaseTopics.defaults();
  private static final int PARTITIONS = 12;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "Kafka's port, 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int kafkaPort;

  @Option(
      names = "--registry-port",
      paramLabel = "PORT",
      defaultValue = "8081",
      description = "The schema registry's port, 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int registryPort;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "sandbox-data",
      description = "Where both keep their data (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("sandbox-data");

  @Override
  public Integer call() throws IOException, CommandFailedException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (StopSignal stop = new StopSignal(GRACE);
        Sandbox sandbox = Sandbox.start(kafkaPort, registryPort, data)) {
      createTopics(sandbox);
      welcome(sandbox).forEach(out::println);
      stop.await();
    }
    return 0;
  }

  /** The topics of the design, so that commands can be started in any order. */
  private static void createTopics(Sandbox sandbox)
      throws CommandFailedException, InterruptedException {
    try (Topics topics = Topics.connect(Map.of("bootstrap.servers", sandbox.bootstrap()))) {
      for (String topic : TOPICS) {
        topics.create(topic, PARTITIONS, BrokerSettings.MESSAGE_BYTES);
      }
      for (String topic : DRIFT.all()) {
        topics.create(topic, PARTITIONS, DRIFT.configs(topic));
      }
      for (String topic : LABELS.all()) {
        topics.create(topic, PARTITIONS, LABELS.configs(topic));
      }
      for (String topic : RELEASES.all()) {
        topics.create(topic, ReleaseTopics.PARTITIONS, RELEASES.configs(topic));
      }
    }
  }

  private static List<String> welcome(Sandbox sandbox) {
    String where =
        "--bootstrap %s --registry %s".formatted(sandbox.bootstrap(), sandbox.registry());
    return List.of(
        "Kafka     " + sandbox.bootstrap(),
        "registry  " + sandbox.registry(),
        "topics    " + String.join(", ", TOPICS),
        "          " + String.join(", ", RELEASES.all()),
        "          " + String.join(", ", DRIFT.all()),
        "          " + String.join(", ", LABELS.all()),
        "",
        "Try in other terminals:",
        "  saccade process %s --model BUNDLE".formatted(where),
        "  saccade publish %s photos/".formatted(where),
        "  saccade watch predictions %s".formatted(where),
        "",
        "Ready. Ctrl-C stops both.");
  }
}
