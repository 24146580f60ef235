package io.saccade.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.bench.results.Measured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark as the launcher starts it, in its quick form. Speed is not judged. */
final class LatencyIT {

  private static final int SECONDS = 2;

  @TempDir private Path temp = Path.of("");

  /** The lines of standard output. */
  private List<String> bench(List<String> options) throws IOException, InterruptedException {
    Path out = temp.resolve("out.txt");
    Path err = temp.resolve("err.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + Files.createDirectories(temp.resolve("tmp")));
    command.addAll(List.of("-cp", Path.of("target", "lib").toAbsolutePath() + "/*"));
    command.addAll(List.of("io.saccade.bench.Main", "bench", "latency"));
    command.addAll(options);
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(8, TimeUnit.MINUTES)).as("ended in time").isTrue();
    } finally {
      process.destroy();
    }
    assertThat(process.exitValue()).as(Files.readString(err)).isZero();
    return Files.readAllLines(out, StandardCharsets.UTF_8);
  }

  @Test
  void measuresEachLoadThroughSaccadeAndThroughTheBrokerAlone() throws Exception {
    List<String> options =
        new ArrayList<>(List.of("--loads", "20,50", "--rounds", "1", "--events", "200"));
    options.addAll(List.of("--seconds", Integer.toString(SECONDS), "--partitions", "2"));
    options.addAll(List.of("--image-size", "96", "--arrivals", "poisson"));
    options.addAll(List.of("--set", "commit.interval=50ms", "--format", "json"));
    options.addAll(List.of("--latency-target", "500ms"));
    options.addAll(List.of("--out", temp.resolve("results").toString()));

    List<String> lines = bench(options);

    ObjectMapper json = new ObjectMapper();
    assertThat(lines).hasSize(3);
    JsonNode last = json.readTree(lines.get(2));
    assertMeasured(json.readTree(lines.get(0)), 20, last.get("capacity").asDouble());
    assertMeasured(json.readTree(lines.get(1)), 50, last.get("capacity").asDouble());
    assertThat(last.fieldNames())
        .toIterable()
        .containsExactly(
            "capacity",
            "bareMillis",
            "bareP99Millis",
            "brokerP99Millis",
            "p99Millis",
            "allowedMillis",
            "ratio",
            "ratioToBareP99");
    assertThat(last).allMatch(value -> value.isNumber() && value.asDouble() > 0);
    assertThat(rows()).extracting(LatencyRow::load).containsExactly(20, 50);
    assertThat(left()).as("left in the temporary folder").isEmpty();
  }

  private static void assertMeasured(JsonNode line, int load, double capacity) {
    assertThat(line.get("round").asInt()).isEqualTo(1);
    assertThat(line.get("load").asInt()).isEqualTo(load);
    double due = capacity * load / 100 * SECONDS;
    for (String subject : List.of("saccade", "passThrough")) {
      JsonNode figures = line.get("figures").get(subject);
      // Poisson arrivals scatter by the root of their number; six times that never happens.
      assertThat(figures.get("events").asDouble())
          .isBetween(due - 6 * Math.sqrt(due) - 1, due + 6 * Math.sqrt(due) + 1);
      assertThat(figures.at("/latencyMillis/p50").asDouble()).isPositive();
      assertThat(figures.at("/latencyMillis/p99").asDouble())
          .isGreaterThanOrEqualTo(figures.at("/latencyMillis/p50").asDouble());
    }
    JsonNode engine = line.at("/figures/engine");
    assertThat(engine.at("/totalMillis/p50").asDouble())
        .isPositive()
        .isLessThanOrEqualTo(line.at("/figures/saccade/latencyMillis/p50").asDouble());
    assertThat(engine.get("violationRate").asDouble(-1)).isBetween(0.0, 1.0);
  }

  private List<LatencyRow> rows() throws IOException {
    return Measured.read(temp.resolve("results"), "latency", LatencyRow.class).rows();
  }

  /** What the benchmark, its broker and its processors have left behind. */
  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(temp.resolve("tmp"))) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.startsWith("saccade"))
          .toList();
    }
  }
}
