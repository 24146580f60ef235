package io.saccade.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.bench.Launched;
import io.saccade.bench.results.Measured;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark as the launcher starts it, with few images. What it costs is not judged. */
final class CostIT {

  @TempDir private Path temp = Path.of("");

  @Test
  void measuresTwoProcessorsSideBySideAndTwoThatDoNotDiffer() throws Exception {
    Path out = temp.resolve("results");
    Launched launched = new Launched(temp);
    List<String> lines =
        launched.bench(
            "cost",
            "--events",
            "8000",
            "--warm-up",
            "100",
            "--rounds",
            "1",
            "--image-size",
            "64",
            "--set",
            "lanes=1",
            "--out",
            out.toString(),
            "labels.enabled=on");

    assertThat(lines).anyMatch(line -> line.startsWith("colors 1, labels.enabled=on: "));
    Measured<CostRow> results = Measured.read(out, CostCommand.RESULTS, CostRow.class);
    assertThat(results.rows()).hasSize(1);
    CostRow row = results.rows().get(0);
    assertThat(row.setting()).isEqualTo("labels.enabled=on");
    assertThat(row.cpuMillis()).isPositive();
    assertThat(row.change()).isBetween(-99.0, 1_000.0);
    assertThat(row.chance()).isBetween(-99.0, 1_000.0);
    assertThat(launched.left()).as("left in the temporary folder").isEmpty();
  }
}
