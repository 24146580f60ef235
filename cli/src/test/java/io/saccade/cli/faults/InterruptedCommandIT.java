package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.CliProcess;
import io.saccade.model.image.ImageFormat;
import io.saccade.model.shapes.ShapeImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Ctrl-C while a command's threads are inside ONNX Runtime: the JVM's own answer to it has brought
 * the process down, since it takes the runtime's environment away from under them.
 */
final class InterruptedCommandIT {

  private static final int IMAGES = 30_000;
  private static final int SIDE = 512;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @ParameterizedTest
  @CsvSource({"INT,130", "TERM,143"})
  void classifyClosesItsModelAndEndsWithTheCodeOfTheSignal(
      String signal, int code, @TempDir Path folder) throws Exception {
    SaccadeProgram program = SaccadeProgram.of(folder, "exactly_once_v2");
    Path images = Files.createDirectory(folder.resolve("images"));
    Path first = images.resolve("0.jpg");
    Files.write(first, new ShapeImages(3, SIDE, SIDE, ImageFormat.JPEG).draw(0).encoded());
    for (int i = 1; i < IMAGES; i++) {
      Files.createLink(images.resolve(i + ".jpg"), first);
    }

    try (CliProcess process =
        CliProcess.start(
            folder.resolve("classify.log"),
            "classify",
            "--model",
            program.bundle().toString(),
            "--format",
            "json",
            images.toString())) {
      process.awaitLine("\"labels\"", PATIENCE);
      process.signal(signal);

      assertThat(process.awaitExit(PATIENCE)).as(process.output()).isEqualTo(code);
      assertThat(process.output())
          .endsWith("saccade: stopped before the end")
          .doesNotContain("fatal error");
      assertThat(process.output().lines().filter(line -> line.contains("\"labels\"")))
          .hasSizeLessThan(IMAGES);
    }
  }
}
