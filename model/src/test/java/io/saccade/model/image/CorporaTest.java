package io.saccade.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.saccade.model.ErrorCode;
import io.saccade.model.SharedData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Against the valid, odd and corrupt files that lie beside the repository. */
class CorporaTest {

  private final Fixture fixture = new Fixture(Preprocessing.torchvision(224));

  @Test
  void givesEveryFileATensorOrACodeInTime() throws IOException {
    fixture.refusal(DrawnImages.png(DrawnImages.scene(8, 8))); // Loads the native library.
    for (Path file : SharedData.filesUnder("corpora")) {
      byte[] encoded = Files.readAllBytes(file);
      assertTimeout(Duration.ofSeconds(2), () -> fixture.refusal(encoded), file::toString);
    }
    assertThat(fixture.handles.open()).isZero();
    assertThat(fixture.budget.taken()).isZero();
  }

  @Test
  void decodesEveryValidFileOfPngSuiteAndRefusesEveryCorruptOne() throws IOException {
    List<Path> files = SharedData.filesUnder("corpora/pngsuite/png");
    assertThat(files).hasSizeGreaterThan(150);
    for (Path file : files) {
      boolean corrupt = file.getFileName().toString().startsWith("x");
      assertThat(fixture.refusal(Files.readAllBytes(file)).isPresent())
          .as(file.toString())
          .isEqualTo(corrupt);
    }
  }

  @Test
  void turnsTheOrientationExamplesUpright() throws Exception {
    for (String shape : List.of("Landscape", "Portrait")) {
      byte[] upright = fixture.tensor(example(shape, 1));
      for (int orientation = 2; orientation <= 8; orientation++) {
        byte[] encoded = example(shape, orientation);
        try (DecodedImage image = fixture.preprocessor.decode(ByteBuffer.wrap(encoded))) {
          assertThat(image.width() > image.height()).isEqualTo(shape.equals("Landscape"));
        }
        assertThat(meanDifference(fixture.tensor(encoded), upright))
            .as("%s %d", shape, orientation)
            .isLessThan(0.1);
      }
    }
  }

  private static byte[] example(String shape, int orientation) throws IOException {
    String name = "corpora/exif-orientation-examples/%s_%d.jpg".formatted(shape, orientation);
    return Files.readAllBytes(SharedData.require(name));
  }

  private static double meanDifference(byte[] first, byte[] second) {
    ByteBuffer a = ByteBuffer.wrap(first).order(java.nio.ByteOrder.nativeOrder());
    ByteBuffer b = ByteBuffer.wrap(second).order(java.nio.ByteOrder.nativeOrder());
    double sum = 0;
    for (int i = 0; i < first.length; i += Float.BYTES) {
      sum += Math.abs(a.getFloat(i) - b.getFloat(i));
    }
    return sum * Float.BYTES / first.length;
  }

  @Test
  void refusesEveryValidFileThatIsCutAtTwentyPoints() throws IOException {
    int whole = 0;
    for (Path file : SharedData.filesUnder("corpora")) {
      byte[] encoded = Files.readAllBytes(file);
      if (isCutTested(file) && fixture.refusal(encoded).isEmpty()) {
        whole++;
        assertThatCutsAreRefused(file, encoded);
      }
    }
    assertThat(whole).isGreaterThan(250);
  }

  /** By name here, so that a file is not left out for failing to be recognised. */
  private static boolean isCutTested(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".jpg") || name.endsWith(".png") || name.endsWith(".webp");
  }

  private void assertThatCutsAreRefused(Path file, byte[] encoded) {
    for (int i = 1; i <= 20; i++) {
      int size = (int) (encoded.length * (long) i / 21);
      Optional<ErrorCode> code = fixture.refusal(Arrays.copyOf(encoded, size));
      assertThat(code).as("%s cut to %d of %d bytes", file, size, encoded.length).isPresent();
    }
  }

  @Test
  void acceptsEveryPhotograph() throws IOException {
    for (Path file : SharedData.filesUnder("images/imagenet-300")) {
      if (isCutTested(file) || file.toString().endsWith(".JPEG")) {
        assertThat(fixture.refusalOfGate(Files.readAllBytes(file))).as(file.toString()).isEmpty();
      }
    }
  }
}
