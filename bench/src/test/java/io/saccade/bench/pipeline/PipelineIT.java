package io.saccade.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
final class PipelineIT {

  private static final int EVENTS = 300;

  @TempDir private Path temp = Path.of("");

  /** The lines of standard output. */
  private List<String> bench(String... options) throws IOException, InterruptedException {
    Path out = temp.resolve("out.txt");
    Path err = temp.resolve("err.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + Files.createDirectories(temp.resolve("tmp")));
    command.addAll(List.of("-cp", Path.of("target", "lib").toAbsolutePath() + "/*"));
    command.addAll(List.of("io.saccade.bench.Main", "bench", "pipeline"));
    command.addAll(List.of(options));
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
  void measuresAllThreeOverAllImagesAndEndsWithOneLineOfJson() throws Exception {
    List<String> lines =
        bench(
            "--events",
            Integer.toString(EVENTS),
            "--rounds",
            "1",
            "--image-size",
            "96",
            "--partitions",
            "2",
            "--format",
            "json");

    ObjectMapper json = new ObjectMapper();
    List<String> contenders = new ArrayList<>();
    for (String line : lines.subList(0, lines.size() - 1)) {
      JsonNode measured = json.readTree(line);
      contenders.add(measured.get("contender").asText());
      assertThat(measured.get("images").asInt()).isEqualTo(EVENTS);
      assertThat(measured.get("imagesPerSecond").asDouble()).isPositive();
    }
    assertThat(contenders).hasSize(4);
    assertThat(contenders.get(0)).startsWith("bare loop");
    assertThat(contenders.subList(1, 3)).allMatch(name -> name.startsWith("per record"));
    assertThat(contenders.get(3)).startsWith("saccade");
    JsonNode last = json.readTree(lines.get(lines.size() - 1));
    assertThat(last.fieldNames())
        .toIterable()
        .containsExactly("bareLoop", "baseline", "saccade", "ratioToBare", "ratioToBaseline");
    assertThat(last).allMatch(value -> value.isNumber() && value.asDouble() > 0);
    assertThat(left()).as("left in the temporary folder").isEmpty();
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
