package io.saccade.cli.train;

import static io.saccade.model.shapes.ShapeColor.BLUE;
import static io.saccade.model.shapes.ShapeColor.GREEN;
import static io.saccade.model.shapes.ShapeColor.RED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.saccade.cli.CliProcess;
import io.saccade.cli.CliRun;
import io.saccade.model.bundle.Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole path from drawn images to bundles, in processes as users start them. */
final class TrainIT {

  private static final Duration DEADLINE = Duration.ofMinutes(4);

  @TempDir private Path folder;
  private Path images = Path.of("");

  @BeforeEach
  void draw() throws Exception {
    images = DrawnClasses.in(folder.resolve("images"), 24, RED, GREEN, BLUE);
  }

  private CliProcess start(String out, String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("train", "--out", at(out)));
    args.addAll(List.of(more));
    return CliProcess.start(folder.resolve(out + ".log"), args.toArray(String[]::new));
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private String[] scratch(String epochs, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--data",
                images.toString(),
                "--arch",
                "small-cnn",
                "--image-size",
                "16",
                "--epochs",
                epochs,
                "--batch",
                "8",
                "--precision",
                "full",
                "--threads",
                "2",
                "--name",
                "colors",
                "--heap",
                "256m",
                "--test-split",
                "0.2"));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  /** Runs a training to its end; its result as JSON. */
  private JsonNode trained(String out, String... args) throws Exception {
    try (CliProcess train = start(out, args)) {
      assertThat(train.awaitExit(DEADLINE)).as(train.output()).isZero();
      String[] lines = train.output().split("\n", -1);
      return JsonMapper.builder().build().readTree(lines[lines.length - 1]);
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void trainsWhatClassifiesAsItsReportSays() throws Exception {
    JsonNode scratch = trained("scratch", scratch("4", "--format", "json"));
    assertThat(Bundle.read(folder.resolve("scratch")).sha256())
        .isEqualTo(scratch.get("sha256").asText());
    assertThat(folder.resolve("scratch.html"))
        .content()
        .contains("model.onnx", "manifest.json", "golden/", "in all");
    assertThat(folder.resolve("scratch.predictions.csv"))
        .content()
        .startsWith("part,file,class,prediction,probability")
        .contains("validation,", "test,");
    assertThat(names()).noneMatch(name -> name.startsWith("."));
    assertThat(CliRun.of("model", "verify", at("scratch")).code()).isZero();

    JsonNode head =
        trained(
            "head",
            "--data",
            images.toString(),
            "--base",
            at("scratch"),
            "--mode",
            "head",
            "--val-split",
            "0.9",
            "--format",
            "json",
            "--heap",
            "256m");
    assertThat(head.get("validationAccuracy").asDouble()).isCloseTo(agreement(head), offset(0.06));
  }

  /** The share of all images that the bundle calls by the name of their folder. */
  private double agreement(JsonNode result) throws IOException {
    CliRun run =
        CliRun.of(
            "classify",
            "--model",
            result.get("bundle").asText(),
            "--top",
            "1",
            "--format",
            "json",
            images.toString());
    assertThat(run.code()).as(run.err()).isZero();
    JsonMapper json = JsonMapper.builder().build();
    int right = 0;
    List<String> lines = run.out().lines().toList();
    for (String line : lines) {
      JsonNode answer = json.readTree(line);
      String name = answer.at("/labels/0/name").asText();
      right += answer.get("file").asText().contains("/" + name + "/") ? 1 : 0;
    }
    return right / (double) lines.size();
  }

  @Test
  void comesToTheSameBundleAfterItWasKilled() throws Exception {
    String whole = trained("whole", scratch("4", "--format", "json")).get("sha256").asText();

    try (CliProcess train = start("killed", scratch("4"))) {
      train.awaitLine("epoch 2/4", DEADLINE);
      ProcessHandle child =
          ProcessHandle.of(train.pid()).orElseThrow().children().findFirst().orElseThrow();
      assertThat(child.destroyForcibly()).isTrue();
      assertThat(train.awaitExit(DEADLINE)).isEqualTo(1);
      assertThat(train.output()).contains("killed").contains("--resume");
    }
    assertThat(folder.resolve("killed")).doesNotExist();

    JsonNode resumed = trained("killed", "--resume", "--format", "json");
    assertThat(resumed.get("sha256").asText()).isEqualTo(whole);
  }

  @Test
  void writesDownThePrecisionThatItFoundSoThatTheCardGivesTheSameBytes() throws Exception {
    JsonNode found =
        trained(
            "found",
            Stream.of(scratch("2", "--format", "json"))
                .map(word -> word.equals("full") ? "auto" : word)
                .toArray(String[]::new));

    JsonNode card =
        JsonMapper.builder().build().readTree(folder.resolve("found/model-card.json").toFile());
    String precision = card.at("/recipe/precision").asText();
    assertThat(precision).isIn("full", "bfloat16");
    assertThat(Files.readString(folder.resolve("found.log")))
        .contains("Trains in " + precision + " precision", "--precision " + precision);
    assertThat(Files.readString(folder.resolve("found.html"))).contains(precision);
    JsonNode named =
        trained(
            "named",
            Stream.of(scratch("2", "--format", "json"))
                .map(word -> word.equals("full") ? precision : word)
                .toArray(String[]::new));
    assertThat(named.get("sha256").asText()).isEqualTo(found.get("sha256").asText());
  }

  @Test
  void goesOnInThePrecisionThatItBeganIn() throws Exception {
    String[] auto =
        Stream.of(scratch("4"))
            .map(word -> word.equals("full") ? "auto" : word)
            .toArray(String[]::new);
    try (CliProcess train = start("resumed", auto)) {
      train.awaitLine("A step takes", DEADLINE);
      train.awaitLine("epoch 1/4", DEADLINE);
      train.signal("INT");
      assertThat(train.awaitExit(DEADLINE)).isEqualTo(130);
    }

    try (CliProcess train = start("resumed", "--resume")) {
      assertThat(train.awaitExit(DEADLINE)).as(train.output()).isZero();
      assertThat(train.output()).contains("Trains in").doesNotContain("A step takes");
    }
  }

  @Test
  void isInterruptedWithoutLeavingAProcessOrABundle() throws Exception {
    try (CliProcess train = start("stopped", scratch("500"))) {
      train.awaitLine("epoch 1/500", DEADLINE);
      ProcessHandle child =
          ProcessHandle.of(train.pid()).orElseThrow().children().findFirst().orElseThrow();
      train.signal("INT");
      assertThat(train.awaitExit(DEADLINE)).isEqualTo(130);
      assertThat(train.output()).contains("saccade train --resume --out " + at("stopped"));
      child.onExit().join();
    }
    assertThat(folder.resolve("stopped")).doesNotExist();
    assertThat(folder.resolve(".stopped.training")).exists();
  }
}
