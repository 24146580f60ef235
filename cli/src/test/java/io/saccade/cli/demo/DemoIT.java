package io.saccade.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.cli.CliProcess;
import io.saccade.cli.CliRun;
import io.saccade.cli.Samples;
import io.saccade.model.bundle.Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoIT {

  @TempDir private Path folder;

  @Test
  void everyDrawnImageComesOutOnceWithItsLabelOrItsCode() throws Exception {
    CliRun run = CliRun.of("demo", "--headless", "--format", "json", "--events", "500");

    assertThat(run.code()).as(run.err()).isZero();
    JsonNode report = new ObjectMapper().readTree(run.out());
    assertThat(report.path("published").asInt()).isEqualTo(500);
    assertThat(report.path("predictions").asInt()).isEqualTo(490);
    assertThat(report.path("failures"))
        .hasToString(
            "{\"IMAGE_EMPTY\":2,\"IMAGE_UNSUPPORTED\":2,\"IMAGE_CORRUPT\":2,"
                + "\"IMAGE_TRUNCATED\":2,\"IMAGE_PIXELS\":2}");
    assertThat(report.path("lost").asInt(-1)).isZero();
    assertThat(report.path("duplicated").asInt(-1)).isZero();
    assertThat(report.path("outOfOrder").asInt(-1)).isZero();
    assertThat(report.path("openNativeHandles").asInt(-1)).isZero();
    assertThat(report.path("correct").asDouble()).isGreaterThan(0.99);
    assertThat(report.at("/training/validationAccuracy").asDouble()).isGreaterThan(0.99);
  }

  @Test
  void keepsWhatItTrainedForThoseWhoAsk() throws Exception {
    Path kept = folder.resolve("kept");

    CliRun run = CliRun.of("demo", "--events", "50", "--keep", kept.toString());

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("epoch 6/6");
    assertThat(run.out()).contains("training     1,200 drawn images");
    String version = Bundle.read(kept.resolve("colors")).sha256().substring(0, 12);
    assertThat(run.out()).contains("model        colors 1 (" + version + ")");
    assertThat(kept.resolve("colors.html")).isNotEmptyFile();
  }

  @Test
  void isStoppedWhileItLearnsWithoutLeavingAProcessOrAFile() throws Exception {
    Path scratch = Files.createDirectory(folder.resolve("scratch"));
    try (CliProcess demo =
        CliProcess.start(
            folder.resolve("stopped.log"),
            List.of("-Xmx768m", "-Djava.io.tmpdir=" + scratch),
            Map.of(),
            List.of("demo"))) {
      demo.awaitLine("epoch 1/6", Duration.ofMinutes(4));
      ProcessHandle child =
          ProcessHandle.of(demo.pid()).orElseThrow().children().findFirst().orElseThrow();
      demo.signal("INT");
      assertThat(demo.awaitExit(Duration.ofMinutes(1))).isEqualTo(1);
      assertThat(demo.output()).contains("stopped while its model was learning");
      child.onExit().join();
    }
    try (Stream<Path> left = Files.list(scratch)) {
      assertThat(left.filter(path -> path.getFileName().toString().startsWith("saccade")))
          .isEmpty();
    }
  }

  @Test
  void servesTheUsersOwnImagesAndModel() throws Exception {
    Path images = Samples.images(folder.resolve("images"), 20);
    Path bundle = Samples.bundle(folder.resolve("colors.zip"));

    CliRun run =
        CliRun.of(
            "demo", "--events", "40", "--images", images.toString(), "--model", bundle.toString());

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("published    40 events", "predictions  40", "0 lost, 0 duplicated")
        .contains("All is well")
        .doesNotContain("training");
    assertThat(run.err()).doesNotContain("epoch");
  }
}
