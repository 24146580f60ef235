package io.saccade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.cli.why.Stories;
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
      Stories stories = new Stories(bootstrap(sandbox), registry(sandbox));
      stories.ofAPrediction(json(watched).get(0));
      stories.ofAFailure(folder);

      processor.terminate();
      processor.awaitLine("^stopped  300 predictions, 1 failures?.* 0 native handles open", SOON);
      stories.ofAnEventThatWaits(images);
      stories.ofNoEvent();
      stories.ofAnEventThatCameOutTwice();
      sandbox.terminate();
      int unused = sandbox.awaitExit(SOON);
    }
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
