package io.saccade.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeMemoryTest {

  private static final Path STATUS = Path.of("/proc/self/status");

  @Test
  void doesNotGrowFromOneImageToTheNext() throws Exception {
    assumeTrue(Files.exists(STATUS), "needs " + STATUS + " to see the process's memory");
    Preprocessing preprocessing = Fixture.pixels(64, 64, ColorOrder.RGB, ResizeFilter.BILINEAR);
    Fixture fixture = new Fixture(preprocessing);
    ByteBuffer tensor = ByteBuffer.allocateDirect(preprocessing.tensorBytes());
    tensor.order(ByteOrder.nativeOrder());
    List<ByteBuffer> images =
        List.of(
            ByteBuffer.wrap(DrawnImages.jpeg(DrawnImages.scene(1600, 1200))),
            ByteBuffer.wrap(new PngBuilder().header(800, 800, 16, 4).zeros(800 * 3201).end()),
            ByteBuffer.wrap(new PngBuilder().header(1500, 1500, 8, 2).zeros(1500 * 1500).end()));
    decodeAll(fixture, images, tensor, 10);
    long before = residentKib();

    decodeAll(fixture, images, tensor, 100);

    // Without freeing, 100 rounds would take more than a GiB; the heap may well grow by a little.
    assertThat(residentKib() - before).isLessThan(300 << 10);
    assertThat(fixture.handles.open()).isZero();
  }

  private static void decodeAll(
      Fixture fixture, List<ByteBuffer> images, ByteBuffer tensor, int rounds) {
    int refused = 0;
    for (int i = 0; i < rounds; i++) {
      for (ByteBuffer encoded : images) {
        try (DecodedImage image = fixture.preprocessor.decode(encoded)) {
          fixture.preprocessor.write(image, tensor.clear());
        } catch (ImageRefusedException e) {
          refused++;
        }
      }
    }
    assertThat(refused).isEqualTo(rounds);
  }

  private static long residentKib() throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
