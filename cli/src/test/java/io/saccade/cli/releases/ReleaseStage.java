package io.saccade.cli.releases;

import io.saccade.cli.faults.BrokerView;
import io.saccade.cli.faults.Eventually;
import io.saccade.cli.faults.SaccadeProgram;
import io.saccade.cli.faults.SandboxProcess;
import io.saccade.cli.faults.Stage;
import io.saccade.processor.release.ReleaseTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * A run of processors that follow releases, with topics of its own.
 *
 * @param events where its events and predictions are
 */
record ReleaseStage(Stage events) {

  /** The model that all releases are of. */
  static final String MODEL = "colors";

  private static final Duration SERVED = Duration.ofSeconds(30);

  /** A stage in a shared broker. */
  static ReleaseStage in(SandboxProcess sandbox, String name) {
    return new ReleaseStage(sandbox.stage(name));
  }

  ReleaseTopics topics() {
    return new ReleaseTopics(events.name() + "-releases", events.name() + "-status");
  }

  /** A topic of statuses in which nobody has said anything. */
  String blindTopic() {
    return events.name() + "-blind";
  }

  /**
   * The program whose instances follow these releases, of bundles anywhere below the folder, and
   * try none of them first.
   */
  SaccadeProgram program(Path folder) throws Exception {
    return SaccadeProgram.of(folder, "exactly_once_v2")
        .with("releases", "follow")
        .with("topics.releases", topics().releases())
        .with("topics.status", topics().status())
        .with("bundle.roots", folder.toString())
        // Many instances start here, and each would try what is released for itself.
        .with("bundle.trial", "false");
  }

  /** Creates all topics of the run, and waits until they are served. */
  void createTopics(BrokerView broker) throws Exception {
    broker.createTopics();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", events.bootstrap()))) {
      for (String topic : List.of(topics().releases(), topics().status(), blindTopic())) {
        create(admin, topic);
      }
    }
  }

  /** Deletes the topic of releases, and makes another one of the same name. */
  void recreateReleases() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", events.bootstrap()))) {
      String topic = topics().releases();
      admin.deleteTopics(List.of(topic)).all().get();
      Eventually.holds(
          topic + " is gone", SERVED, () -> !admin.listTopics().names().get().contains(topic));
      create(admin, topic);
    }
  }

  private void create(Admin admin, String topic) throws Exception {
    admin
        .createTopics(
            List.of(
                new NewTopic(topic, Optional.of(ReleaseTopics.PARTITIONS), Optional.empty())
                    .configs(topics().configs(topic))))
        .all()
        .get();
    Eventually.holds(topic + " is served", SERVED, () -> isServed(admin, topic));
  }

  private static boolean isServed(Admin admin, String topic) throws Exception {
    try {
      Object unused =
          admin
              .listOffsets(Map.of(new TopicPartition(topic, 0), OffsetSpec.latest()))
              .all()
              .get(SERVED.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException e) {
      return false; // The broker has not heard of it yet.
    }
  }
}
