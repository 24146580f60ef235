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
import io.saccade.cli.sandbox.Sandbox;
import io.saccade.model.SharedData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a training says of its test images is what the processor makes of them. */
@Timeout(240)
final class ServedAsReportedIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  /** As far as what shares a batch may change a probability. */
  private static final double CLOSE = 1e-5;

  @TempDir private Path folder;

  /** A line of the table of predictions. */
  private record Row(Path file, String truth, String prediction, double probability) {

    static Row of(Path data, String line) {
      String[] cells = line.split(",", -1);
      return new Row(data.resolve(cells[1]), cells[2], cells[3], Double.parseDouble(cells[4]));
    }
  }

  @Test
  void aNetworkFromScratchIsServedAsItsReportSays() throws Exception {
    Path images = DrawnClasses.in(folder.resolve("images"), 24, RED, GREEN, BLUE);

    assertServedAsReported(
        images, 12, "--arch", "small-cnn", "--image-size", "16", "--epochs", "3");
  }

  @Test
  void aHeadOnAPretrainedBaseIsServedAsItsReportSays() throws Exception {
    Path base = SharedData.require("models/mobilenet_v1_0.25_224_keras_fp32.onnx");
    Path images = SharedData.require("images/sign-language-digits");

    double accuracy =
        assertServedAsReported(
            images,
            150,
            "--base",
            base.toString(),
            "--preprocess",
            "tensorflow",
            "--mode",
            "head",
            "--test-split",
            "0.1");

    assertThat(accuracy).isGreaterThan(0.85);
  }

  /** Trains, serves, and compares image by image; the accuracy that both agree on. */
  private double assertServedAsReported(Path images, int least, String... more) throws Exception {
    JsonNode result = trained(images, more);
    List<Row> rows =
        Files.readAllLines(Path.of(result.get("predictions").asText())).stream()
            .filter(line -> line.startsWith("test,"))
            .map(line -> Row.of(images, line))
            .toList();
    assertThat(rows).hasSizeGreaterThanOrEqualTo(least);
    String bundle = result.get("bundle").asText();
    assertThat(CliRun.of("model", "verify", bundle).code()).isZero();

    List<JsonNode> predictions = served(bundle, rows);

    assertThat(predictions).hasSameSizeAs(rows);
    int right = 0;
    for (JsonNode prediction : predictions) {
      // An event's id has its place in what was published.
      Row row = rows.get(Integer.parseInt(prediction.get("eventId").asText().split("-", 3)[1]));
      JsonNode first = prediction.at("/labels/0");
      assertThat(first.get("name").asText()).as("%s", row).isEqualTo(row.prediction());
      assertThat(first.get("probability").asDouble())
          .as("%s", row)
          .isCloseTo(row.probability(), offset(CLOSE));
      right += first.get("name").asText().equals(row.truth()) ? 1 : 0;
    }
    double accuracy = right / (double) rows.size();
    assertThat(accuracy).isCloseTo(result.get("testAccuracy").asDouble(), offset(1e-9));
    return accuracy;
  }

  private JsonNode trained(Path images, String... more) throws Exception {
    List<String> args =
        new ArrayList<>(
            List.of(
                "train",
                "--data",
                images.toString(),
                "--out",
                folder.resolve("bundle").toString(),
                "--test-split",
                "0.2",
                "--precision",
                "full",
                "--heap",
                "512m",
                "--format",
                "json"));
    for (int i = 0; i < more.length; i += 2) {
      int given = args.indexOf(more[i]);
      if (given >= 0) {
        args.subList(given, given + 2).clear();
      }
      args.addAll(List.of(more[i], more[i + 1]));
    }
    CliRun run = CliRun.of(args.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    return JsonMapper.builder().build().readTree(run.out());
  }

  private List<JsonNode> served(String bundle, List<Row> rows) throws Exception {
    try (Sandbox sandbox = Sandbox.start(0, 0, folder.resolve("sandbox"));
        CliProcess processor = processor(sandbox, bundle)) {
      processor.awaitLine("^running", SOON);
      List<String> publish = new ArrayList<>(List.of("publish"));
      rows.forEach(row -> publish.add(row.file().toString()));
      assertThat(at(sandbox, publish).code()).isZero();
      CliRun watched =
          at(
              sandbox,
              List.of(
                  "watch",
                  "predictions",
                  "--from-beginning",
                  "--limit",
                  String.valueOf(rows.size()),
                  "--format",
                  "json"));
      List<JsonNode> predictions = new ArrayList<>();
      for (String line : watched.out().lines().toList()) {
        predictions.add(JsonMapper.builder().build().readTree(line));
      }
      processor.terminate();
      assertThat(processor.awaitExit(SOON)).as(processor.output()).isZero();
      return predictions;
    }
  }

  private CliProcess processor(Sandbox sandbox, String bundle) throws Exception {
    return CliProcess.start(
        folder.resolve("process.log"),
        "process",
        "--bootstrap",
        sandbox.bootstrap(),
        "--registry",
        sandbox.registry(),
        "--model",
        bundle,
        "--tuning",
        "fixed",
        "--set",
        "topics.create=true",
        "--set",
        "memory.budget=128MiB",
        "--set",
        "state.dir=" + folder.resolve("state"));
  }

  private static CliRun at(Sandbox sandbox, List<String> args) {
    List<String> all = new ArrayList<>(args);
    all.addAll(List.of("--bootstrap", sandbox.bootstrap(), "--registry", sandbox.registry()));
    return CliRun.of(all.toArray(String[]::new));
  }
}
