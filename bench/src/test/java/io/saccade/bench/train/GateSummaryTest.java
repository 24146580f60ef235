package io.saccade.bench.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.bench.train.GateRow.Bound;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GateSummaryTest {

  private static GateRow right(long seed, double value) {
    return new GateRow("mnist", "digits", "% right", seed, value, Bound.AT_LEAST, 99, "");
  }

  @Test
  void putsTheSeedsOfAFigureTogether() {
    GateRow speed = new GateRow("mnist", "digits", "images/s", 1, 7, Bound.SHOWN, 0, "");

    List<GateSummary> summaries = GateSummary.of(List.of(right(1, 99.5), speed, right(2, 99.1)));

    assertThat(summaries).hasSize(2);
    assertThat(summaries.get(0).values().median()).isEqualTo(99.3);
    assertThat(summaries.get(0).limit()).isEqualTo("at least 99");
    assertThat(summaries.get(0).verdict()).isEqualTo("pass");
    assertThat(summaries.get(1).verdict()).isEmpty();
  }

  @Test
  void failsForOneSeedThatFails() {
    assertThat(new GateSummary(List.of(right(1, 99.5), right(2, 98.9))).verdict())
        .isEqualTo("FAIL, 1 of 2");
  }

  @Test
  void failsForWhatIsNoNumber() {
    assertThat(right(1, Double.NaN).passes()).isFalse();
    GateRow most = new GateRow("memory", "", "MiB", 1, Double.NaN, Bound.AT_MOST, 16, "");
    assertThat(most.passes()).isFalse();
  }

  @Test
  void saysWhyATrainingBrokeOff() {
    List<GateRow> rows = new Figures("mnist", "digits", 3).broken("the disk is full").rows();

    assertThat(new GateSummary(rows).verdict()).isEqualTo("FAIL, 1 of 1: the disk is full");
  }

  @Test
  void saysWhyItWasSkipped() {
    List<GateRow> rows = new Figures("pytorch", "", 1).skipped("points", "no Python").rows();

    assertThat(rows).allMatch(GateRow::passes);
    assertThat(new GateSummary(rows).verdict()).isEqualTo("skipped: no Python");
  }

  @Test
  void writesNumbersAsShortAsTheyAre() {
    assertThat(GateSummary.number(1_234.5)).isEqualTo("1,234.5");
    assertThat(GateSummary.number(100)).isEqualTo("100");
    assertThat(GateSummary.number(0.0625)).isEqualTo("0.063");
  }
}
