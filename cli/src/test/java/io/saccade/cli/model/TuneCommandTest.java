package io.saccade.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.cli.CliRun;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import io.saccade.model.shapes.ColorModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TuneCommandTest {

  @TempDir private Path folder;
  private Path bundle = Path.of("");

  @BeforeEach
  void writeBundle() throws Exception {
    bundle = folder.resolve("colors");
    BundleWriter.write(ColorModel.bundle("1"), bundle, IfPresent.REFUSE);
  }

  private CliRun tune(String... more) {
    List<String> arguments = new ArrayList<>(List.of("model", "tune", bundle.toString()));
    arguments.addAll(List.of("--budget", "2s"));
    arguments.addAll(List.of(more));
    return CliRun.of(arguments.toArray(String[]::new));
  }

  @Test
  void showsWhatItMeasuredAndRemembersWhatItChose() throws Exception {
    Path state = folder.resolve("state");

    CliRun run = tune("--state-dir", state.toString(), "--format", "json");

    assertThat(run.code()).as(run.err()).isZero();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    JsonNode chosen = lines.get(lines.size() - 1).path("chosen");
    assertThat(lines.subList(0, lines.size() - 1))
        .allMatch(line -> line.path("lanes").asInt() > 0)
        .anyMatch(
            line ->
                line.path("batch").equals(chosen.path("batch"))
                    && line.path("lanes").equals(chosen.path("lanes"))
                    && line.path("imagesPerSecond").asDouble() > 0);
    JsonNode kept =
        new ObjectMapper().readTree(Files.readString(Path.of(chosen.path("file").asText())));
    assertThat(kept.path("chosen").path("batch")).isEqualTo(chosen.path("batch"));
    assertThat(kept.path("for").path("bundle")).isEqualTo(chosen.path("bundle"));
  }

  @Test
  void printsATableAndKeepsNothingUnasked() {
    CliRun run = tune();

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .containsPattern("(?m)^lanes threads decoders batch +images/s")
        .containsPattern(
            "(?m)^chosen +\\d+ lanes x \\d+ threads, \\d+ decoders, batches of \\d+ \\(")
        .doesNotContain("remembered");
  }

  @Test
  void refusesWhatIsNoDuration() {
    CliRun run = tune("--latency-target", "soon");

    assertThat(run.code()).isNotZero();
    assertThat(run.err()).contains("latency.target must be a duration").doesNotContain("\tat ");
  }
}
