package io.saccade.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.saccade.trainer.page.ConfusionChart.Cell;
import io.saccade.trainer.report.Judgement.Wrong;
import org.junit.jupiter.api.Test;

final class JudgementTest {

  private static final float[][] LOGITS = {{2, 0, 0}, {0, 3, 0}, {0, 1, 0}, {0, 0, 5}};
  private static final int[] LABELS = {0, 0, 2, 2};

  @Test
  void countsByTruthAndCall() {
    Judgement judgement = Judgement.of(LOGITS, LABELS, 1);

    assertThat(judgement.accuracy()).isEqualTo(0.5);
    assertThat(judgement.cells()).contains(new Cell(0, 1, 1)).doesNotContain(new Cell(1, 1, 0));
    assertThat(judgement.images(1)).isZero();
    assertThat(judgement.images()).isEqualTo(4);
    assertThat(judgement.recall(1)).isNaN();
    assertThat(judgement.precision(1)).isZero();
  }

  @Test
  void putsTheSurestMistakesFirst() {
    assertThat(Judgement.of(LOGITS, LABELS, 1).wrong())
        .extracting(Wrong::row, Wrong::truth, Wrong::called)
        .containsExactly(tuple(1, 0, 1), tuple(2, 2, 1));
  }

  @Test
  void isLessSureWithATemperatureAndNoLessRight() {
    Judgement plain = Judgement.of(LOGITS, LABELS, 1);
    Judgement scaled = Judgement.of(LOGITS, LABELS, 4);

    assertThat(scaled.accuracy()).isEqualTo(plain.accuracy());
    assertThat(scaled.wrong().get(0).confidence()).isLessThan(plain.wrong().get(0).confidence());
    assertThat(scaled.plainBins()).isEqualTo(plain.plainBins());
  }

  @Test
  void hasTheCalibrationErrorOfItsBins() {
    Judgement judgement = Judgement.of(LOGITS, LABELS, 2);

    double error =
        judgement.scaledBins().stream()
            .filter(bin -> bin.count() > 0)
            .mapToDouble(bin -> Math.abs(bin.confidence() - bin.accuracy()) * bin.count() / 4.0)
            .sum();
    assertThat(judgement.calibrationError()).isCloseTo(error, within(1e-9));
  }
}
