package io.saccade.cli.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.CliRun;
import io.saccade.model.shapes.ShapeColor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DrawCommandTest {

  @TempDir private Path folder;

  /** Each image's place below a folder, with its bytes. */
  private static Map<String, String> images(Path folder) throws IOException {
    Map<String, String> images = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        images.put(folder.relativize(file).toString(), sum(file));
      }
    }
    return images;
  }

  private static String sum(Path file) throws IOException {
    return Arrays.hashCode(Files.readAllBytes(file)) + " of " + Files.size(file);
  }

  private Map<String, String> draw(String name, String seed) throws IOException {
    Path out = folder.resolve(name);
    CliRun run = CliRun.of("draw", "--out", out.toString(), "--count", "40", "--seed", seed);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("drew 40 images");
    return images(out);
  }

  @Test
  void drawsTheSameImagesFromTheSameSeedInAFolderForEachColour() throws Exception {
    Map<String, String> images = draw("once", "1");
    assertThat(images).hasSize(40).isEqualTo(draw("again", "1")).isNotEqualTo(draw("other", "2"));
    assertThat(images.keySet())
        .allMatch(name -> ShapeColor.labels().contains(name.split("/", 2)[0]))
        .anyMatch(name -> name.endsWith(".jpg"))
        .anyMatch(name -> name.endsWith(".png"));
  }

  @Test
  void saysWhichNumbersItTakes() {
    String out = folder.resolve("none").toString();
    CliRun none = CliRun.of("draw", "--out", out, "--count", "0");
    CliRun huge = CliRun.of("draw", "--out", out, "--size", "100000");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("--count must be at least 1, but was 0");
    assertThat(huge.code()).isEqualTo(2);
    assertThat(huge.err()).contains("--size must be from 16 to 4096, but was 100000");
    assertThat(folder.resolve("none")).doesNotExist();
  }
}
