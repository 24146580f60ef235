package io.saccade.bench.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.bench.Launched;
import io.saccade.bench.results.Measured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quick gates as the launcher starts them, with their page. */
final class TrainIT {

  /** All but equal bytes after a kill, which the trainer's own tests have. */
  private static final List<String> GATES = List.of("shapes", "shuffled", "frozen");

  @TempDir private Path temp = Path.of("");

  @Test
  void passesEveryGateOnDrawnImages() throws Exception {
    Launched launched = new Launched(temp);
    Path page = temp.resolve("page");
    Path results = page.resolve("benchmarks");

    List<String> lines =
        launched.bench(
            "train", "--quick", "--gates", String.join(",", GATES), "--out", results.toString());

    assertThat(lines).noneMatch(line -> line.contains("FAIL"));
    for (String gate : GATES) {
      assertThat(Measured.read(results, "train-" + gate, GateRow.class).rows())
          .isNotEmpty()
          .allMatch(GateRow::passes)
          .allMatch(row -> row.gate().equals(gate));
    }
    assertThat(launched.left()).as("left in the temporary folder").isEmpty();

    List<String> told = launched.bench("report", "--out", page.toString());

    assertThat(told).anyMatch(line -> line.contains("benchmarks.md"));
    assertThat(Files.readString(page.resolve("benchmarks.md")))
        .contains(
            "## Training: frozen", "**hand-made CNN on drawn shapes.**", "./saccade bench train");
  }
}
