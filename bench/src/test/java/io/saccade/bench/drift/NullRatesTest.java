package io.saccade.bench.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.bench.train.GateRow.Bound;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NullRatesTest {

  private static final double[] AS_ASKED = {0.1, 0.05, 0.01};

  @Test
  void holdsAllSeedsTogether() {
    // The first is outside by itself, as one of several seeds may well be.
    DriftRow pooled = together(seed(1, 0.099, 0.042, 0.008), seed(2, 0.101, 0.053, 0.011));

    assertThat(pooled.figures())
        .containsEntry("references", 420.0)
        .containsEntry("windows", 8_000.0)
        .containsEntry("alarms at 0.05", 0.0475)
        .containsEntry("outside", 0.0);
    assertThat(pooled.bound()).isEqualTo(Bound.AT_MOST);
    assertThat(pooled.passes()).isTrue();
  }

  @Test
  void failsWhereTheSeedsAgreeThatTheRateIsAnother() {
    DriftRow pooled = together(seed(1, 0.1, 0.044, 0.01), seed(2, 0.1, 0.044, 0.01));

    assertThat(pooled.figures()).containsEntry("outside", 1.0);
    assertThat(pooled.passes()).isFalse();
  }

  @Test
  void holdsOneSeedByItselfAndNoSinglePopulation() {
    assertThat(together(seed(1, AS_ASKED)).passes()).isTrue();
    assertThat(together(seed(1, 0.1, 0.042, 0.01)).passes()).isFalse();
  }

  private static DriftRow together(DriftRow... seeds) {
    List<DriftRow> rows = new NullRates().together(List.of(seeds));
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private static DriftRow seed(long seed, double... rates) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("references", 210.0);
    figures.put("windows", 4_000.0);
    for (int level = 0; level < AS_ASKED.length; level++) {
      figures.put("alarms at " + AS_ASKED[level], rates[level]);
    }
    return new DriftRow(
        "null", "made up", "all populations", 0, seed, figures, "", Bound.SHOWN, 0, "");
  }
}
