package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.CliProcess;
import io.saccade.model.image.ImageFormat;
import io.saccade.model.shapes.ShapeImages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A version of ONNX Runtime brought the process down when its command line was longer than about
 * 4,096 bytes. Every version must prove that it does not.
 */
final class LongCommandLineIT {

  private static final int LONG = 5_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void classifiesWhereTheArgumentsAreManyBytes(@TempDir Path folder) throws Exception {
    SaccadeProgram program = SaccadeProgram.of(folder, "exactly_once_v2");
    ShapeImages images = new ShapeImages(3, 64, 64, ImageFormat.JPEG);
    List<String> arguments =
        new ArrayList<>(
            List.of("classify", "--model", program.bundle().toString(), "--format", "json"));
    int bytes = 0;
    int files = 0;
    while (bytes <= LONG) {
      Path image = folder.resolve("%s-%03d.jpg".formatted("long-name-".repeat(10), files));
      Files.write(image, images.draw(files++).encoded());
      arguments.add(image.toString());
      bytes += image.toString().getBytes(StandardCharsets.UTF_8).length + 1;
    }

    try (CliProcess process =
        CliProcess.start(folder.resolve("classify.log"), arguments.toArray(String[]::new))) {
      int code = process.awaitExit(PATIENCE);

      assertThat(process.output().lines().filter(line -> line.contains("\"labels\"")))
          .as(process.output())
          .hasSize(files);
      assertThat(code).isZero();
    }
  }
}
