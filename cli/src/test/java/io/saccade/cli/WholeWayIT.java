package io.saccade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as their users run them: each in a process of its own. */
final class WholeWayIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void predictionsAreInOrderAndSayWhatClassifySays() throws Exception {
    Path images = Samples.images(folder.resolve("images"), 30);
    Path bundle = Samples.bundle(folder.resolve("colors"));
    Map<String, JsonNode> labels = classify(bundle, images);
    try (CliProcess sandbox = sandbox();
        CliProcess processor = processor(sandbox, bundle)) {
      processor.awaitLine("^running", SOON);

      CliRun published = at(sandbox, "publish", "--repeat", "10", images.toString());
      CliRun watched =
          at(
              sandbox,
              "watch",
              "predictions",
              "--from-beginning",
              "--limit",
              "300",
              "--format",
              "json");

      assertThat(published.code()).as(published.err()).isZero();
      Map<String, Integer> last = new HashMap<>();
      for (JsonNode prediction : json(watched)) {
        String[] id = prediction.path("eventId").asText().split("-", 3);
        Integer before = last.put(prediction.path("key").asText(), Integer.parseInt(id[1]));
        assertThat(before == null || before < Integer.parseInt(id[1])).isTrue();
        assertThat(prediction.path("labels")).isEqualTo(labels.get(id[2]));
      }
      whyWasItPredicted(sandbox, json(watched).get(0));
      whyDidItFail(sandbox);

      processor.terminate();
      processor.awaitLine("^stopped  300 predictions, 1 failures?.* 0 native handles open", SOON);
      whyIsItPending(sandbox, images);
      whyIsItNowhere(sandbox);
      sandbox.terminate();
      int unused = sandbox.awaitExit(SOON);
    }
  }

  private static void whyWasItPredicted(CliProcess sandbox, JsonNode prediction) throws Exception {
    String id = prediction.path("eventId").asText();
    String key = prediction.path("key").asText();

    CliRun story = at(sandbox, "why", id, "--key", key);

    assertThat(story.code()).as(story.err()).isZero();
    assertThat(story.out())
        .contains("event     " + id, "stands    images-", "key " + key, "by        colors 1 (")
        .contains("answer    " + prediction.at("/labels/0/name").asText())
        .contains("release   the bundle that the processor was started with, on this partition")
        .contains("cohort    primary: the release had no canary", "drift     not watched")
        .containsPattern("batch     of \\d+ images? on cpu, lane \\d")
        .containsPattern("done      \\S+Z, \\S+ s after it was captured")
        .doesNotContain("again", "beware");
    JsonNode told = json(at(sandbox, "why", id, "--around", "-5m", "--format", "json")).get(0);
    assertThat(told.path("ending").asText()).isEqualTo("PREDICTED");
    assertThat(told.at("/release/since").asLong(-1)).isZero();
    assertThat(told.at("/prediction/source")).isEqualTo(prediction.path("source"));
  }

  private void whyDidItFail(CliProcess sandbox) throws Exception {
    Path garbage = Files.writeString(folder.resolve("garbage.jpg"), "no image");
    assertThat(at(sandbox, "publish", "--key", "odd", garbage.toString()).code()).isZero();
    CliRun watched =
        at(sandbox, "watch", "failures", "--from-beginning", "--limit", "1", "--format", "json");
    JsonNode failure = json(watched).get(0);
    String id = failure.at("/record/headers/saccade.event.id").asText();
    String place =
        "images-%d@%d"
            .formatted(
                failure.at("/source/partition").asInt(), failure.at("/source/offset").asLong());

    CliRun byId = at(sandbox, "why", id);
    CliRun byPlace = at(sandbox, "why", place);

    for (CliRun story : List.of(byId, byPlace)) {
      assertThat(story.code()).as(story.err()).isZero();
      assertThat(story.out())
          .contains("failed    IMAGE_UNSUPPORTED: ", "The image is of a format", "key odd")
          .contains("by        colors 1 (", "written   image-failures-", place);
    }
  }

  private static void whyIsItPending(CliProcess sandbox, Path images) throws Exception {
    assertThat(at(sandbox, "publish", "--key", "late", images.toString()).code()).isZero();
    List<JsonNode> events =
        json(
            at(
                sandbox,
                "watch",
                "predictions",
                "--topic",
                "images",
                "--from-beginning",
                "--until-end",
                "--format",
                "json"));
    List<String> late =
        events.stream()
            .filter(event -> event.path("key").asText().equals("late"))
            .map(event -> event.path("id").asText())
            .toList();

    CliRun story = at(sandbox, "why", late.get(29), "--key", "late");

    assertThat(story.code()).as(story.err()).isZero();
    assertThat(story.out())
        .contains("turn      the group saccade is at offset", " 29 events before it")
        .contains("so        it waits for its turn")
        .doesNotContain("answer");
  }

  private static void whyIsItNowhere(CliProcess sandbox) throws Exception {
    CliRun story = at(sandbox, "why", "no-such-event", "--from", "-1h");

    assertThat(story.code()).isEqualTo(1);
    assertThat(story.out())
        .contains("so        it is nowhere to be found", "partitions of image-failures and pred")
        .contains("searched", "of images: 331 of 331 records", "widen the search with --from");
  }

  @Test
  void theSandboxKeepsEverythingThroughAKill() throws Exception {
    Path images = Samples.images(folder.resolve("images"), 5);
    try (CliProcess sandbox = sandbox()) {
      assertThat(at(sandbox, "publish", images.toString()).code()).isZero();
      sandbox.kill();
    }
    try (CliProcess again = sandbox()) {
      CliRun watched =
          at(
              again,
              "watch",
              "predictions",
              "--topic",
              "images",
              "--from-beginning",
              "--limit",
              "5",
              "--format",
              "json");

      assertThat(json(watched)).hasSize(5);
    }
  }

  @Test
  void aTakenPortIsToldByItsFlagWithoutATrace() throws Exception {
    try (CliProcess sandbox = sandbox();
        CliProcess second =
            CliProcess.start(
                folder.resolve("second.log"),
                "sandbox",
                "--kafka-port",
                sandbox.awaitLine("^Kafka +127.0.0.1:(\\d+)", SOON).group(1),
                "--registry-port",
                "0",
                "--data",
                folder.resolve("other").toString())) {
      assertThat(second.awaitExit(SOON)).isEqualTo(1);
      assertThat(second.output())
          .startsWith("saccade: port ")
          .contains("--kafka-port")
          .doesNotContain("\tat ");
    }
  }

  private CliProcess sandbox() throws Exception {
    return CliProcess.start(
        Files.createTempFile(folder, "sandbox", ".log"),
        "sandbox",
        "--kafka-port",
        "0",
        "--registry-port",
        "0",
        "--data",
        folder.resolve("data").toString());
  }

  private CliProcess processor(CliProcess sandbox, Path bundle) throws Exception {
    return CliProcess.start(
        folder.resolve("process.log"),
        "process",
        "--bootstrap",
        bootstrap(sandbox),
        "--registry",
        registry(sandbox),
        "--model",
        bundle.toString(),
        "--tuning",
        "fixed",
        "--set",
        "memory.budget=128MiB",
        "--set",
        "state.dir=" + folder.resolve("state"));
  }

  private static CliRun at(CliProcess sandbox, String... args) throws Exception {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--bootstrap", bootstrap(sandbox), "--registry", registry(sandbox)));
    return CliRun.of(all.toArray(String[]::new));
  }

  private static String bootstrap(CliProcess sandbox) throws Exception {
    sandbox.awaitLine("^Ready", SOON);
    return sandbox.awaitLine("^Kafka +(\\S+)", SOON).group(1);
  }

  private static String registry(CliProcess sandbox) throws Exception {
    return sandbox.awaitLine("^registry +(\\S+)", SOON).group(1);
  }

  private static Map<String, JsonNode> classify(Path bundle, Path images) throws Exception {
    CliRun run =
        CliRun.of("classify", "--model", bundle.toString(), "--format", "json", images.toString());
    Map<String, JsonNode> labels = new HashMap<>();
    for (JsonNode answer : json(run)) {
      String file = String.valueOf(Path.of(answer.path("file").asText()).getFileName());
      labels.put(file, answer.path("labels"));
    }
    return labels;
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
