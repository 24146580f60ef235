package io.saccade.cli.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.cli.Samples;
import io.saccade.cli.faults.Eventually;
import io.saccade.processor.SaccadeProcessor;
import io.saccade.processor.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBinding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rights that are shipped for Strimzi's users are enough, and somebody else's are not. */
final class LeastRightsIT {

  private static final String PROCESSOR = "saccade";
  private static final String PUBLISHER = "saccade-publisher";
  private static final String OPERATOR = "saccade-operator";
  private static final int IMAGES = 12;
  private static final Pattern EVENT = Pattern.compile("\"eventId\":\"([^\"]+)\"");
  private static final Duration SOON = Duration.ofMinutes(2);

  private final RightsStage stage;

  LeastRightsIT(@TempDir Path folder) throws Exception {
    stage = new RightsStage(folder, List.of(PROCESSOR, PUBLISHER, OPERATOR), 2);
    List<AclBinding> rights = new ArrayList<>();
    for (String file :
        List.of("user-processor.yaml", "user-publisher.yaml", "user-operator.yaml")) {
      rights.addAll(ShippedRights.of(file));
    }
    stage.give(rights);
  }

  @AfterEach
  void stopThem() throws Exception {
    stage.close();
  }

  /** Whether anything was written to a topic. */
  private boolean isWritten(String topic) throws Exception {
    if (!stage.admin().listTopics().names().get().contains(topic)) {
      return false;
    }
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    ends.put(new TopicPartition(topic, 0), OffsetSpec.latest());
    ends.put(new TopicPartition(topic, 1), OffsetSpec.latest());
    return stage.admin().listOffsets(ends).all().get().values().stream()
        .anyMatch(end -> end.offset() > 0);
  }

  /** What an operator sees of the predictions. */
  private String watched() throws Exception {
    String limit = String.valueOf(IMAGES);
    return stage.does(
        OPERATOR, "watch", "predictions", "--from-beginning", "--limit", limit, "--format=json");
  }

  /** Says of each event that it shows something red. */
  private static List<String> labels(String predictions) {
    List<String> labels =
        EVENT.matcher(predictions).results().map(found -> found.group(1) + ",red").toList();
    assertThat(labels).hasSize(IMAGES);
    return labels;
  }

  @Test
  void areEnoughForAllThatAProcessorAPublisherAndAnOperatorDo() throws Exception {
    assertThatThrownBy(() -> SaccadeProcessor.start(stage.settings(OPERATOR, Map.of())).close())
        .isInstanceOf(StartException.class);

    try (SaccadeProcessor processor = SaccadeProcessor.start(stage.settings(PROCESSOR, Map.of()))) {
      assertThat(processor.awaitRunning(SOON)).isTrue();
      stage.does(
          PUBLISHER,
          "publish",
          Samples.images(stage.folder().resolve("images"), IMAGES).toString());
      Path labels = Files.write(stage.folder().resolve("labels.csv"), labels(watched()));
      stage.does(PUBLISHER, "labels", labels.toString());
      stage.does(OPERATOR, "release", "set", "--model", "colors", "--shadow", "none");
      for (String topic :
          List.of(
              "drift-deltas",
              "saccade-drift-windows-changelog",
              "label-joins",
              "saccade-labels-events-changelog",
              "saccade-labels-sums-changelog",
              "accuracy")) {
        Eventually.holds(topic + " is written to", SOON, () -> isWritten(topic));
      }
    }
    assertThat(stage.log()).doesNotContain("Exception");
  }
}
