package io.saccade.bench.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.bench.train.GateRow.Bound;
import io.saccade.model.SharedData;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All of a gate on a few real images; the whole of it is a benchmark. */
final class DriftGatesTest {

  private static final Effort SMALL =
      new Effort(1_300, 200, 1, 3, 20, 1, List.of(20, 50, 100, 1_000));

  @Test
  void findsLargeShiftsOfRealImagesAndLittleWhereNothingChanged() throws Exception {
    DataSet digits = new DataSets(SharedData.require("")).mnist(SMALL.images());

    List<DriftRow> rows = new FailingLoudly().measure(List.of(digits), SMALL, 1);

    assertThat(saccade(rows, "large noise", 100)).isGreaterThan(0.6);
    assertThat(saccade(rows, "adversarial", 100)).isGreaterThan(0.3);
    assertThat(saccade(rows, "nothing: false alarms", 50)).isLessThan(0.3);
    assertThat(saccade(rows, "all shifts", 20)).as("too few to be judged").isZero();
    assertThat(row(rows, "all shifts", 100).bound()).isEqualTo(Bound.AT_LEAST);
    assertThat(row(rows, "", 1_000).bound()).isEqualTo(Bound.SKIPPED);
    assertThat(new DriftTable(rows).text()).contains("large noise", "skipped: half of the images");
  }

  private static double saccade(List<DriftRow> rows, String given, int images) {
    return row(rows, given, images).figures().getOrDefault(Method.SACCADE, Double.NaN);
  }

  private static DriftRow row(List<DriftRow> rows, String given, int images) {
    return rows.stream()
        .filter(row -> row.given().equals(given) && row.images() == images)
        .findFirst()
        .orElseThrow();
  }
}
