package io.saccade.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.cli.CliRun;
import io.saccade.cli.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LayersCommandTest {

  @TempDir private Path folder;
  private Path bundle = Path.of("");
  private Path image = Path.of("");

  @BeforeEach
  void writeBundle() throws Exception {
    bundle = Samples.bundle(folder.resolve("bundle"));
    try (Stream<Path> files = Files.list(Samples.images(folder.resolve("images"), 1))) {
      image = files.findFirst().orElseThrow();
    }
  }

  private CliRun layers(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("model", "layers", bundle.toString(), image.toString()));
    arguments.addAll(List.of("--out", folder.resolve("page.html").toString()));
    arguments.addAll(List.of(more));
    return CliRun.of(arguments.toArray(String[]::new));
  }

  @Test
  void drawsEveryLayerAndPrintsItsFigures() throws Exception {
    CliRun run = layers();

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).containsPattern("1 +Conv +1 × 6 × 64 × 64 ").contains("Softmax");
    assertThat(run.err()).contains("drawn in").contains("page.html");
    assertThat(Files.readString(folder.resolve("page.html"))).contains("data:image/png;base64,");
  }

  @Test
  void printsALineOfJsonForEachLayer() throws Exception {
    CliRun run = layers("--format", "json", "--maps", "1");

    JsonNode last =
        new ObjectMapper().readTree(run.out().lines().reduce((a, b) -> b).orElseThrow());
    assertThat(last.path("value").asText()).isEqualTo("probabilities");
    assertThat(last.path("shape").toString()).isEqualTo("[1,6]");
    assertThat(last.path("most").asDouble()).isBetween(0.5, 1.0);
    assertThat(last.path("notFinite").asInt()).isZero();
  }

  @Test
  void replacesNoPageUnasked() {
    assertThat(layers().code()).isZero();

    assertThat(layers().err()).contains("exists already", "--force");
    assertThat(layers("--force").code()).isZero();
  }

  @Test
  void saysWhatIsWrongWithTheImage() throws Exception {
    image = Files.writeString(folder.resolve("no.jpg"), "no image");

    CliRun broken = layers();
    image = folder.resolve("missing.jpg");
    CliRun missing = layers();

    assertThat(broken.code()).isEqualTo(1);
    assertThat(broken.err()).contains("no.jpg: The first bytes are not those of any format");
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.err()).contains("there is no file or folder", "missing.jpg");
    assertThat(folder.resolve("page.html")).doesNotExist();
  }

  @Test
  void drawsAtLeastOneMap() {
    assertThat(layers("--maps", "0").err()).contains("--maps must be from 1 to 1024, but was 0");
  }
}
