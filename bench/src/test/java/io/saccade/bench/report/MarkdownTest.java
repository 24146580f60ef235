package io.saccade.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.bench.results.Machine;
import io.saccade.bench.results.Measured;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MarkdownTest {

  private static String sourceOf(String command) {
    Machine machine = new Machine("a processor", 4, 16, "Linux", "17");
    Measured<String> results = new Measured<>(command, "2026-11-22", machine, List.of());
    return new Markdown("Title").source(results).part().markdown();
  }

  @Test
  void saysWhatReproducesTheResultsAndWhereTheyComeFrom() {
    assertThat(sourceOf("./saccade bench decode --rounds 12"))
        .isEqualTo(
            """
            ## Title

            ```sh
            ./saccade bench decode --rounds 12
            ```

            2026-11-22: a processor, 4 cores, 16 GiB, Linux, Java 17.

            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bench jmh --quick",
        "bench decode --rounds 1 --seconds 0.2",
        "bench pipeline --rounds 1 --events 300"
      })
  void warnsOfResultsThatWereMeasuredInHaste(String command) {
    assertThat(sourceOf(command)).contains("Measured in haste");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bench pipeline --rounds 1 --events 8000", "bench x --rounds=1 -v"})
  void saysWhatWasMeasuredOnce(String command) {
    assertThat(sourceOf(command)).contains("One round").doesNotContain("in haste");
  }

  @Test
  void writesNumbersWithCommas() {
    assertThat(Markdown.number(1234567.891, 1)).isEqualTo("1,234,567.9");
    assertThat(Markdown.number(0.954, 2)).isEqualTo("0.95");
  }
}
