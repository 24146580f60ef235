package io.saccade.cli.classify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.cli.CliRun;
import io.saccade.cli.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClassifyCommandTest {

  @TempDir private static Path shared;
  @TempDir private Path folder;

  @BeforeAll
  static void makeBundle() throws Exception {
    Path unused = Samples.bundle(shared.resolve("colors"));
  }

  @Test
  void labelsEveryImageOfAFolderInItsOrder() throws Exception {
    Path images = Samples.images(folder, 40);
    Files.writeString(images.resolve("README"), "drawn");

    CliRun run = classify("--top", "2", images.toString());

    assertThat(run.code()).as(run.err()).isZero();
    List<JsonNode> answers = json(run);
    assertThat(answers).hasSize(40);
    int right = 0;
    for (int i = 0; i < answers.size(); i++) {
      JsonNode answer = answers.get(i);
      String file = answer.path("file").asText();
      assertThat(file).startsWith(images.resolve("%03d-".formatted(i)).toString());
      assertThat(answer.path("labels")).hasSize(2);
      JsonNode best = answer.path("labels").path(0);
      assertThat(best.path("probability").asDouble()).isBetween(0.3, 1.0);
      assertThat(best.path("index").isInt()).isTrue();
      right += file.contains("-" + best.path("name").asText() + ".") ? 1 : 0;
    }
    assertThat(right).isGreaterThanOrEqualTo(39);
  }

  @Test
  void answersForBrokenFilesWithTheirCodeAndGoesOn() throws Exception {
    Path images = Samples.images(folder, 2);
    byte[] whole = Files.readAllBytes(images.resolve(name(images, "000")));
    Files.write(images.resolve("000-cut.jpg"), Arrays.copyOf(whole, whole.length / 2));
    Files.write(images.resolve("000-none.jpg"), new byte[0]);

    CliRun run = classify(images.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("2 of 4 files were refused").doesNotContain("\tat ");
    assertThat(json(run))
        .extracting(answer -> answer.path("error").path("code").asText())
        .containsExactlyInAnyOrder("IMAGE_TRUNCATED", "IMAGE_EMPTY", "", "");
  }

  @Test
  void saysThatThereIsNoBundle() throws Exception {
    Path images = Samples.images(folder, 1);

    CliRun run =
        CliRun.of("classify", "--model", folder.resolve("no").toString(), images.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).startsWith("saccade: BUNDLE_PATH: ");
  }

  private static String name(Path images, String prefix) throws Exception {
    try (var files = Files.list(images)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.startsWith(prefix))
          .findFirst()
          .orElseThrow();
    }
  }

  private static CliRun classify(String... args) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("classify", "--format", "json"));
    all.addAll(List.of("--model", shared.resolve("colors").toString()));
    all.addAll(List.of(args));
    return CliRun.of(all.toArray(String[]::new));
  }

  private static List<JsonNode> json(CliRun run) throws Exception {
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      nodes.add(new ObjectMapper().readTree(line));
    }
    return nodes;
  }
}
