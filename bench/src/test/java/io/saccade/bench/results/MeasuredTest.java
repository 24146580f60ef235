package io.saccade.bench.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MeasuredTest {

  record Row(String name, double rate) {}

  @Test
  void comesBackAsItWasWritten(@TempDir Path temp) throws Exception {
    Path folder = temp.resolve("results");
    Measured<Row> results =
        Measured.here("./saccade bench", List.of(new Row("a", 1.5), new Row("b", 2)));

    assertThat(Measured.exists(folder, "rows")).isFalse();
    results.write(folder, "rows");

    assertThat(Measured.exists(folder, "rows")).isTrue();
    assertThat(Measured.read(folder, "rows", Row.class)).isEqualTo(results);
  }

  @Test
  void saysWhereAndWhenItWasMeasured() {
    Measured<Row> results = Measured.here("./saccade bench", List.of());

    assertThat(results.date()).matches("\\d{4}-\\d\\d-\\d\\d");
    assertThat(results.machine().processor()).isNotBlank();
    assertThat(results.machine().cores()).isPositive();
    assertThat(results.machine().toString()).contains(" cores, ", " GiB, ", "Java ");
  }
}
