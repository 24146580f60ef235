package io.saccade.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeMemoryTest {

  private static final Path STATUS = Path.of("/proc/self/status");

  @Test
  void doesNotGrowFromOneImageToTheNext() throws Exception {
    assumeTrue(Files.exists(STATUS), "needs " + STATUS + " to see the process's memory");
    byte[] jpeg = DrawnImages.jpeg(DrawnImages.scene(640, 480));
    byte[] transparent = new PngBuilder().header(200, 200, 16, 4).rows(new byte[200 * 801]).end();
    byte[] damaged = new PngBuilder().header(500, 500, 8, 2).rows(new byte[100_000]).end();
    Fixture fixture = new Fixture(Preprocessing.torchvision(64));
    List<byte[]> images = List.of(jpeg, transparent, damaged);
    decodeAll(fixture, images, 100);
    long before = residentKib();

    decodeAll(fixture, images, 400);

    // Without freeing, 400 rounds would take 400 MiB and more.
    assertThat(residentKib() - before).isLessThan(64 << 10);
    assertThat(fixture.handles.open()).isZero();
  }

  private static void decodeAll(Fixture fixture, List<byte[]> images, int rounds) {
    for (int i = 0; i < rounds; i++) {
      images.forEach(fixture::refusal);
    }
  }

  private static long residentKib() throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
