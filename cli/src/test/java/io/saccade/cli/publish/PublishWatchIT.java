package io.saccade.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.cli.CliRun;
import io.saccade.cli.Samples;
import io.saccade.cli.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PublishWatchIT {

  private static final int MIB = 1024 * 1024;

  @TempDir private static Path data;
  @TempDir private Path folder;
  private Sandbox sandbox;

  @BeforeAll
  void startSandbox() throws Exception {
    sandbox = Sandbox.start(0, 0, data);
  }

  @AfterAll
  void stopSandbox() throws Exception {
    sandbox.close();
  }

  @Test
  void whatIsPublishedArrivesInTheOrderOfItsKey() throws Exception {
    Path images = Samples.images(folder.resolve("ordered"), 10);

    CliRun published =
        at("publish", "--topic", "ordered", "--create", "--cameras", "3", "--repeat", "4", images);
    List<JsonNode> events = json(watch("ordered"));

    assertThat(published.code()).as(published.err()).isZero();
    assertThat(published.out()).contains("published 40 events", "to ordered");
    assertThat(events).hasSize(40);
    Map<String, Integer> last = new HashMap<>();
    for (JsonNode event : events) {
      int number = Integer.parseInt(event.path("id").asText().split("-", 3)[1]);
      Integer before = last.put(event.path("key").asText(), number);
      assertThat(before == null || before < number).isTrue();
    }
    assertThat(last).containsOnlyKeys("camera-01", "camera-02", "camera-03");
  }

  @Test
  void anEventThatTheTopicDoesNotTakeIsToldAndTheOthersGoOn() throws Exception {
    Path images = Samples.images(folder.resolve("large"), 2);
    Files.write(images.resolve("huge.jpg"), new byte[12 * MIB]);

    CliRun published = at("publish", "--topic", "large", "--create", "--format", "json", images);

    assertThat(published.code()).isEqualTo(1);
    assertThat(published.err())
        .contains("huge.jpg", "max.message.bytes", "--by-reference")
        .doesNotContain("\tat ");
    JsonNode summary = new ObjectMapper().readTree(published.out());
    assertThat(summary.path("published").asInt()).isEqualTo(2);
    assertThat(summary.path("failed").asInt()).isEqualTo(1);
  }

  @Test
  void aReferenceStandsForTheFile() throws Exception {
    Path images = Samples.images(folder.resolve("referred"), 1);

    CliRun published =
        at("publish", "--topic", "referred", "--create", "--key", "k", "--by-reference", images);
    JsonNode event = json(watch("referred")).get(0);

    assertThat(published.code()).as(published.err()).isZero();
    assertThat(event.path("key").asText()).isEqualTo("k");
    assertThat(event.path("image").path("uri").asText()).startsWith("file:///").endsWith(".jpg");
    assertThat(event.path("image").path("sha256").asText()).hasSize(64);
  }

  @Test
  void aMissingTopicIsNotCreatedInSilence() throws Exception {
    Path images = Samples.images(folder.resolve("missing"), 1);

    CliRun published = at("publish", "--topic", "missing", images);

    assertThat(published.code()).isEqualTo(1);
    assertThat(published.err()).contains("there is no topic missing", "--create");
  }

  @Test
  void watchingStopsAfterAsManyAsAsked() throws Exception {
    Path images = Samples.images(folder.resolve("limited"), 5);
    assertThat(at("publish", "--topic", "limited", "--create", images).code()).isZero();

    CliRun watched =
        at("watch", "predictions", "--topic", "limited", "--from-beginning", "--limit", "2");

    assertThat(watched.code()).isZero();
    assertThat(watched.out().lines()).hasSize(2);
  }

  @Test
  void whatFoldersSayIsSentAsLabels() throws Exception {
    Path images = Samples.images(folder.resolve("tulips"), 3);
    assertThat(at("publish", "--topic", "said", "--create", "--label-from-folder", images).code())
        .isZero();
    CliRun none = at("labels", "--from-events", "said", "--attribute", "colour", "--create");
    CliRun sent = at("labels", "--from-events", "said", "--source", "anna", "--create");

    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains("has the attribute \"colour\"", "--label-from-folder");
    assertThat(sent.code()).as(sent.err()).isZero();
    assertThat(sent.out()).contains("sent 3 labels to labels");
    List<JsonNode> labels = json(watch("labels"));
    assertThat(labels).extracting(label -> label.path("trueClass").asText()).containsOnly("tulips");
    assertThat(labels).extracting(label -> label.path("source").asText()).containsOnly("anna");
    assertThat(labels)
        .extracting(label -> label.path("eventId").asText())
        .containsExactlyInAnyOrderElementsOf(
            json(watch("said")).stream().map(event -> event.path("id").asText()).toList());
  }

  private CliRun watch(String topic) {
    return at(
        "watch",
        "predictions",
        "--topic",
        topic,
        "--from-beginning",
        "--until-end",
        "--format",
        "json");
  }

  private CliRun at(Object... args) {
    List<String> all = new ArrayList<>();
    for (Object arg : args) {
      all.add(arg.toString());
    }
    all.addAll(List.of("--bootstrap", sandbox.bootstrap(), "--registry", sandbox.registry()));
    return CliRun.of(all.toArray(String[]::new));
  }

  private static List<JsonNode> json(CliRun run) throws Exception {
    assertThat(run.code()).as(run.err()).isZero();
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      nodes.add(new ObjectMapper().readTree(line));
    }
    return nodes;
  }
}
