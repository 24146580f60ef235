package io.saccade.cli.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.processor.drift.BurnIn;
import io.saccade.schemas.avro.DriftLesson;
import io.saccade.schemas.avro.DriftReport;
import io.saccade.schemas.avro.DriftState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SelectionTest {

  private static final Instant DAY = Instant.parse("2026-11-22T00:00:00Z");

  @Test
  void leavesAlarmsOutUnlessTheyAreAskedFor() {
    List<DriftReport> windows =
        List.of(
            window(0, DriftState.OK),
            window(1, DriftState.WARN),
            window(2, DriftState.ALARM),
            window(3, DriftState.RECOVERING));

    Selection calm = Selection.of(windows, Set.of(), Selection.Alarms.LEFT_OUT);
    assertThat(calm.chosen()).isEqualTo(windows.subList(0, 2));
    assertThat(calm.leftOut()).singleElement().asString().contains("2 in an alarm", "--alarms");
    assertThat(Selection.of(windows, Set.of(), Selection.Alarms.TAKEN).chosen()).isEqualTo(windows);
  }

  @Test
  void takesNoWindowTwiceAndNoneThatSaysNothing() {
    List<DriftReport> windows =
        List.of(
            window(0, DriftState.OK), window(1, DriftState.INSUFFICIENT), window(2, DriftState.OK));

    Selection selection =
        Selection.of(windows, Set.of(windows.get(0).getEnd()), Selection.Alarms.LEFT_OUT);

    assertThat(selection.chosen()).containsExactly(windows.get(2));
    assertThat(selection.leftOut())
        .anyMatch(why -> why.startsWith("1 accepted before"))
        .anyMatch(why -> why.startsWith("1 with too few images"));
  }

  @Test
  void takesAsManyAsAreNeededAndNoMore() {
    List<DriftReport> windows =
        IntStream.range(0, 70).mapToObj(i -> window(i, DriftState.OK)).toList();
    Set<Instant> before =
        windows.subList(0, 10).stream().map(DriftReport::getEnd).collect(Collectors.toSet());

    Selection selection = Selection.of(windows, before, Selection.Alarms.LEFT_OUT);

    assertThat(selection.chosen()).isEqualTo(windows.subList(10, BurnIn.WINDOWS));
    assertThat(selection.spare()).isEqualTo(10);
  }

  private static DriftReport window(int number, DriftState state) {
    boolean tells = state != DriftState.INSUFFICIENT;
    return ReportTextTest.alarm()
        .setStart(DAY.plus(Duration.ofMinutes(5L * number)))
        .setEnd(DAY.plus(Duration.ofMinutes(5L * (number + 1))))
        .setState(state)
        .setLesson(tells ? new DriftLesson(0.1, 1.0, 1.0, 1.0) : null)
        .build();
  }
}
