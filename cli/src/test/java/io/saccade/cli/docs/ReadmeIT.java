package io.saccade.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.CliProcess;
import io.saccade.cli.Samples;
import io.saccade.model.image.ImageFormat;
import io.saccade.model.shapes.ColorModel;
import io.saccade.model.shapes.ShapeColor;
import io.saccade.model.shapes.ShapeImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the README's step-by-step commands as they stand, but for paths and ports. */
final class ReadmeIT {

  private static final Path README = Path.of("..", "README.md");
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final int PHOTOGRAPHS = 12;

  @TempDir private Path folder;
  private final Map<String, String> stands = new TreeMap<>();

  @BeforeEach
  void provideWhatTheReaderHas() throws IOException {
    Files.write(folder.resolve("mobilenet.onnx"), ColorModel.onnx());
    Files.writeString(folder.resolve("labels.txt"), String.join("\n", ShapeColor.labels()));
    Path photographs = Files.createDirectory(folder.resolve("photographs"));
    ShapeImages shapes = new ShapeImages(3, 120, 90, ImageFormat.JPEG);
    for (int i = 0; i < PHOTOGRAPHS; i++) {
      Files.write(photographs.resolve(i + ".jpg"), shapes.draw(i).encoded());
    }
    for (String name : List.of("mobilenet.onnx", "labels.txt", "bundles/mobilenet")) {
      stands.put(name, folder.resolve(name).toString());
    }
    stands.put("photographs/", photographs.toString());
    Files.createDirectory(folder.resolve("bundles"));
  }

  /** The shown command that starts with these words, as arguments, with our paths and ports. */
  private List<String> shown(String words) throws IOException {
    String line =
        Files.readAllLines(README).stream()
            .map(String::strip)
            .filter(text -> text.contains("./saccade " + words))
            .findFirst()
            .orElseThrow(() -> new AssertionError("the README shows no ./saccade " + words));
    String command = line.substring(line.indexOf("./saccade ") + "./saccade ".length());
    List<String> arguments = new ArrayList<>();
    for (String word : command.replaceAll("\\s+#.*", "").split(" ", -1)) {
      arguments.add(stands.getOrDefault(word, word));
    }
    return arguments;
  }

  private CliProcess start(String words, String... more) throws IOException {
    List<String> arguments = shown(words);
    arguments.addAll(Arrays.asList(more));
    Map<String, String> environment =
        Map.of(
            "SACCADE_STATE_DIR", folder.resolve("state").toString(),
            "SACCADE_TUNING_BUDGET", "2s",
            "SACCADE_BOOTSTRAP", stands.getOrDefault("localhost:9092", ""),
            "SACCADE_REGISTRY_URL", stands.getOrDefault("http://localhost:8081", ""));
    Path output = folder.resolve(words.replace(' ', '-') + ".out");
    return CliProcess.start(output, List.of("-Xmx768m"), environment, arguments);
  }

  private String run(String words, String... more) throws Exception {
    try (CliProcess process = start(words, more)) {
      assertThat(process.awaitExit(SOON)).as(words + ": " + process.output()).isZero();
      return process.output();
    }
  }

  @Test
  void leadsFromAnOnnxFileToPredictions() throws Exception {
    String data = folder.resolve("data").toString();
    try (CliProcess sandbox =
        start("sandbox", "--kafka-port", "0", "--registry-port", "0", "--data", data)) {
      stands.put("localhost:9092", sandbox.awaitLine("Kafka +(\\S+)", SOON).group(1));
      stands.put("http://localhost:8081", sandbox.awaitLine("registry +(\\S+)", SOON).group(1));
      run("model package");
      assertThat(run("model verify")).contains("accepted");
      assertThat(run("classify").lines().filter(line -> line.contains(".jpg")))
          .hasSize(PHOTOGRAPHS);
      try (CliProcess process = start("process", "-v")) {
        process.awaitLine("state=RUNNING", SOON);
        assertThat(run("publish")).contains("published " + PHOTOGRAPHS);
        String seen = run("watch predictions", "--limit", String.valueOf(PHOTOGRAPHS));
        assertThat(seen.lines().filter(line -> line.contains(".jpg"))).hasSize(PHOTOGRAPHS);
        process.terminate();
        assertThat(process.awaitExit(SOON)).isZero();
        assertThat(process.output()).contains("open_native_handles=0");
      }
    }
  }

  @Test
  void givesABundleWhatDriftIsHeldAgainst() throws Exception {
    Path watched = folder.resolve("watched");
    stands.put("bundles/flowers", Samples.bundle(folder.resolve("flowers")).toString());
    stands.put("held-out", Samples.images(folder.resolve("held-out"), 640).toString());
    stands.put("bundles/flowers-watched", watched.toString());

    run("model profile", "--draws", "1000");

    assertThat(watched.resolve("reference.avro")).isNotEmptyFile();
  }

  @Test
  void showsOnlyCommandsThatExist() throws Exception {
    for (String words :
        List.of(
            "demo",
            "watch failures",
            "bench pipeline",
            "release set",
            "release rollback",
            "drift show",
            "why")) {
      assertThat(shown(words)).isNotEmpty();
    }
    assertThat(Files.isExecutable(Path.of("..", "saccade"))).isTrue();
    assertThat(Files.isExecutable(Path.of("..", "mvnw"))).isTrue();
  }
}
