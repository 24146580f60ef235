package io.saccade.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.cli.CliRun;
import io.saccade.cli.Samples;
import java.nio.file.Path;
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
    assertThat(report.path("correct").asDouble()).isGreaterThan(0.95);
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
        .contains("All is well");
  }
}
