package io.saccade.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.cli.CliProcess;
import io.saccade.cli.CliRun;
import io.saccade.cli.Samples;
import io.saccade.model.bundle.Bundle;
import java.net.InetAddress;
import java.net.ServerSocket;
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
  void showsATrainingAReleaseAndDriftAndLosesNothing() throws Exception {
    Path kept = folder.resolve("kept");

    CliRun run =
        CliRun.of(
            "demo",
            "--format",
            "json",
            "--events",
            "800",
            "--http-port",
            "0",
            "--keep",
            kept.toString());

    assertThat(run.code()).as(run.err() + run.out()).isZero();
    JsonNode report = new ObjectMapper().readTree(run.out());
    requireDelivery(report);
    assertThat(report.at("/training/1/validationAccuracy").asDouble()).isGreaterThan(0.99);
    assertThat(report.at("/release/serving").asBoolean()).isTrue();
    double before = report.at("/release/accuracyBefore").asDouble();
    double after = report.at("/release/accuracyAfter").asDouble();
    assertThat(after).isGreaterThan(0.99).isGreaterThan(before + 0.1);
    assertThat(report.at("/drift/detected").asBoolean()).isTrue();
    assertThat(report.at("/drift/alarm/reason").asText()).contains("image.");
    assertThat(report.at("/drift/cleared").asBoolean()).isTrue();
    assertThat(run.err())
        .contains("epoch 6/6", "dashboard http://127.0.0.1:", "$ saccade release set");
    String version = Bundle.read(kept.resolve("colors").resolve("2")).sha256().substring(0, 12);
    assertThat(report.path("model").asText()).isEqualTo("colors 2 (" + version + ")");
    assertThat(kept.resolve("colors").resolve("2.html")).isNotEmptyFile();
  }

  /** Every fiftieth image is broken, in five ways in turn. */
  private static void requireDelivery(JsonNode report) {
    int published = report.path("published").asInt();
    assertThat(published).isGreaterThanOrEqualTo(800);
    int failed = 0;
    for (JsonNode count : report.path("failures")) {
      failed += count.asInt();
    }
    assertThat(failed).isEqualTo(published / 50);
    assertThat(report.path("failures").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "IMAGE_EMPTY", "IMAGE_UNSUPPORTED", "IMAGE_CORRUPT", "IMAGE_TRUNCATED", "IMAGE_PIXELS");
    assertThat(report.path("predictions").asInt()).isEqualTo(published - failed);
    for (String none :
        List.of("lost", "duplicated", "outOfOrder", "strays", "wentBack", "openNativeHandles")) {
      assertThat(report.path(none).asInt(-1)).as(none).isZero();
    }
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
      demo.awaitLine("epoch 1/", Duration.ofMinutes(4));
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
            "demo",
            "--headless",
            "--http-port",
            "0",
            "--events",
            "40",
            "--images",
            images.toString(),
            "--model",
            bundle.toString());

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("failures     0", "0 lost, 0 duplicated", "release      1 to 1-again under load")
        .contains("drift        not shown: the bundle has no reference")
        .contains("All is well")
        .doesNotContain("training", "accuracy");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void namesThePortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CliRun run =
          CliRun.of("demo", "--headless", "--http-port", String.valueOf(taken.getLocalPort()));

      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err()).contains("is in use; choose another with --http-port");
    }
  }
}
