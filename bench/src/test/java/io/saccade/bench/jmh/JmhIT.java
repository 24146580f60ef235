package io.saccade.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.bench.Launched;
import io.saccade.bench.results.Measured;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark as the launcher starts it, in its quick form. Speed is not judged. */
final class JmhIT {

  private static final int IMAGE_BYTES = 110_000;

  @TempDir private Path temp = Path.of("");

  @Test
  void showsThatAnEventIsReadWithoutCopyingItsImage() throws Exception {
    Path out = temp.resolve("results");
    Launched launched = new Launched(temp);

    launched.bench("jmh", "AvroBenchmark.readEvent", "--quick", "--out", out.toString());

    assertThat(Measured.read(out, "jmh", JmhRow.class).rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.benchmark()).isEqualTo("AvroBenchmark.readEvent");
              assertThat(row.score()).isPositive();
              assertThat(row.bytes()).isBetween(1.0, IMAGE_BYTES / 100.0);
            });
    assertThat(launched.left()).as("left in the temporary folder").isEmpty();
  }
}
