package io.saccade.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ScheduleTest {

  private static long last(Schedule schedule, int events) {
    long due = 0;
    for (int event = 0; event < events; event++) {
      due = schedule.nextNanos();
    }
    return due;
  }

  @Test
  void spacesEventsEvenlyFromTheStart() {
    Schedule schedule = Schedule.constant(4);

    assertThat(schedule.nextNanos()).isZero();
    assertThat(schedule.nextNanos()).isEqualTo(250_000_000);
    assertThat(schedule.nextNanos()).isEqualTo(500_000_000);
  }

  @Test
  void doesNotDriftWhereTheGapIsNoWholeNumberOfNanoseconds() {
    // A gap of 333,333,333.3 ns, cut to whole ones, would lose a millisecond in 3 million events.
    assertThat(last(Schedule.constant(3), 3_000_001)).isEqualTo(1_000_000_000_000_000L);
  }

  @Test
  void spreadsPoissonArrivalsAtTheRateWithGapsAsIrregularAsTheirMean() {
    Schedule schedule = ArrivalProcess.POISSON.schedule(100, 7);
    int events = 100_000;
    double squares = 0;
    long before = 0;
    for (int event = 0; event < events; event++) {
      long due = schedule.nextNanos();
      assertThat(due).isGreaterThanOrEqualTo(before);
      squares += Math.pow((due - before) / 1e7 - 1, 2);
      before = due;
    }

    assertThat(before / 1e9).isEqualTo(1000, within(15.0));
    assertThat(Math.sqrt(squares / events)).isEqualTo(1, within(0.03));
  }

  @Test
  void repeatsArrivalsOfTheSameSeed() {
    assertThat(last(Schedule.poisson(50, 1), 1000)).isEqualTo(last(Schedule.poisson(50, 1), 1000));
    assertThat(last(Schedule.poisson(50, 1), 1000))
        .isNotEqualTo(last(Schedule.poisson(50, 2), 1000));
  }
}
