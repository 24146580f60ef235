package io.saccade.bench.pipeline;

import static io.saccade.bench.pipeline.SampleTest.sample;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class ResultsTest {

  private final Results results =
      Results.of(
          List.of(
              sample("bare", 190, 200, 220),
              sample("one thread", 41, 40, 39),
              sample("four threads", 100, 99, 101),
              sample("saccade", 170, 180, 185)));

  @Test
  void endsWithMediansAndRatiosInOneLineOfJson() {
    assertThat(results.json())
        .isEqualTo(
            "{\"bareLoop\":200.0,\"baseline\":100.0,\"saccade\":180.0,"
                + "\"ratioToBare\":0.900,\"ratioToBaseline\":1.800}");
  }

  @Test
  void writesNumbersForProgramsWhateverTheLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(results.json()).contains("\"bareLoop\":200.0").doesNotContain("200,0");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void showsEveryContenderAndTheSpreadOfItsRounds() {
    assertThat(results.table())
        .containsSubsequence(
            "bare", "190.0 to 220.0", "one thread", "four threads", "saccade", "0.90")
        .contains("Saccade reaches 0.90 of the bare loop and 1.80 times the better baseline.");
  }
}
