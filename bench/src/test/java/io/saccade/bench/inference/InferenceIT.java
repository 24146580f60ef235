package io.saccade.bench.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.bench.Launched;
import io.saccade.bench.pipeline.BareSetting;
import io.saccade.bench.results.Measured;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The benchmark as the launcher starts it, in its quick form. Speed is not judged. */
final class InferenceIT {

  @TempDir private Path temp = Path.of("");

  @ParameterizedTest
  @CsvSource({",inference", "--decode,inference-decode"})
  void measuresEveryPointOfTheGrid(@Nullable String option, String file) throws Exception {
    Launched launched = new Launched(temp);
    Path out = temp.resolve("results");
    List<String> options = new ArrayList<>(List.of("inference", "--rounds", "1"));
    options.addAll(List.of("--seconds", "0.02", "--out", out.toString()));
    if (option != null) {
      options.add(option);
    }

    List<String> lines = launched.bench(options.toArray(String[]::new));

    int points = BareSetting.candidates(Runtime.getRuntime().availableProcessors()).size();
    assertThat(lines).filteredOn(line -> line.contains(" to ")).hasSize(points + 1);
    assertThat(lines).filteredOn(line -> line.contains("<- best")).hasSize(1);
    assertThat(Measured.read(out, file, GridRow.class).rows())
        .hasSize(points)
        .allMatch(row -> row.rate() > 0 && row.model().equals("colors 1"));
    assertThat(launched.left()).as("left in the temporary folder").isEmpty();
  }
}
