package io.saccade.trainer.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.trainer.page.LineChart.Line;
import io.saccade.trainer.page.LineChart.Unit;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class LineChartTest {

  private static String drawn(List<Integer> epochs, Line... lines) {
    Html page = new Html();
    new LineChart("Loss", epochs, List.of(lines), Unit.NUMBER, OptionalInt.of(2)).draw(page);
    return page.markup();
  }

  @Test
  void leavesAGapWhereAValueIsMissing() {
    Line line = new Line("training", "training", List.of(1.0, Double.NaN, 0.5, 0.25));

    String page = drawn(List.of(1, 2, 3, 4), line);

    assertThat(page).containsPattern("d=\"M[\\d.]+ [\\d.]+M[\\d.]+ [\\d.]+L[\\d.]+ [\\d.]+\"");
    assertThat(page).doesNotContain("NaN").contains(">best<", "<b>0.250</b>");
  }

  @Test
  void drawsOneEpochAsADot() {
    String page = drawn(List.of(1), new Line("training", "training", List.of(0.7)));

    assertThat(page).contains("<circle", "epoch 1: training 0.700").doesNotContain("NaN");
  }

  @Test
  void leavesOutWhatHasNoValues() {
    Line none = new Line("validation", "validation", List.of(Double.NaN));

    assertThat(drawn(List.of(1), none)).isEmpty();
    assertThat(drawn(List.of(1), none, new Line("training", "training", List.of(1.0))))
        .contains("training")
        .doesNotContain("validation");
  }

  @Test
  void refusesALineOfAnotherLength() {
    Line line = new Line("training", "training", List.of(1.0, 2.0));

    assertThatThrownBy(() -> drawn(List.of(1), line)).hasMessageContaining("must have 1 values");
  }
}
