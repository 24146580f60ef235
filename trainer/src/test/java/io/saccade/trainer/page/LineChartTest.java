package io.saccade.trainer.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.trainer.page.LineChart.Line;
import io.saccade.trainer.page.LineChart.Mark;
import io.saccade.trainer.page.LineChart.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LineChartTest {

  private static String drawn(List<Integer> epochs, Line... lines) {
    Html page = new Html();
    List<Mark> marks = epochs.contains(2) ? List.of(new Mark(2, "best", "best")) : List.of();
    new LineChart("Loss", Across.counted("epoch", epochs), List.of(lines), Unit.NUMBER, marks)
        .draw(page);
    return page.markup();
  }

  private static Line line(String name, Double... values) {
    return new Line(name, name, List.of(values), "about");
  }

  @Test
  void leavesAGapWhereAValueIsMissing() {
    Line line = line("training", 1.0, Double.NaN, 0.5, 0.25);

    String page = drawn(List.of(1, 2, 3, 4), line);

    assertThat(page).containsPattern("d=\"M[\\d.]+ [\\d.]+M[\\d.]+ [\\d.]+L[\\d.]+ [\\d.]+\"");
    assertThat(page).doesNotContain("NaN").contains(">best<", "<b>about</b>");
  }

  @Test
  void drawsOneEpochAsADot() {
    String page = drawn(List.of(1), line("training", 0.7));

    assertThat(page).contains("<circle", "epoch 1: training 0.700").doesNotContain("NaN");
  }

  @Test
  void leavesOutWhatHasNoValues() {
    Line none = line("validation", Double.NaN);

    assertThat(drawn(List.of(1), none)).isEmpty();
    assertThat(drawn(List.of(1), none, line("training", 1.0)))
        .contains("training")
        .doesNotContain("validation");
  }

  @Test
  void refusesALineOfAnotherLength() {
    Line line = line("training", 1.0, 2.0);

    assertThatThrownBy(() -> drawn(List.of(1), line)).hasMessageContaining("must have 1 values");
  }
}
