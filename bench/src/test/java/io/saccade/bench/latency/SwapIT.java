package io.saccade.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.bench.Launched;
import io.saccade.bench.results.Measured;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark as the launcher starts it, in its quick form. Speed is not judged. */
final class SwapIT {

  @TempDir private Path temp = Path.of("");

  @Test
  void swapsUnderLoadAndSaysWhatItCosts() throws Exception {
    Launched launched = new Launched(temp);
    List<String> lines =
        launched.bench(
            "swap",
            "--swaps",
            "1",
            "--load",
            "30",
            "--quiet-seconds",
            "2",
            "--load-seconds",
            "1",
            "--warm-up",
            "1",
            "--events",
            "200",
            "--partitions",
            "2",
            "--image-size",
            "96",
            "--set",
            "tuning=fixed",
            "--format",
            "json",
            "--out",
            temp.resolve("results").toString());

    JsonNode verdict = new ObjectMapper().readTree(lines.get(lines.size() - 1));
    assertThat(verdict.path("p99Ratio").asDouble()).isPositive();
    assertThat(verdict.path("loadSeconds").asDouble()).isPositive();
    SwapRow row = Measured.read(temp.resolve("results"), "swap", SwapRow.class).rows().get(0);
    assertThat(row.swaps()).hasSize(1);
    assertThat(row.seconds()).anyMatch(SwapRow.Second::swapping).anyMatch(s -> !s.swapping());
    assertThat(launched.left()).as("left in the temporary folder").isEmpty();
  }
}
