package io.saccade.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OpenLoopTest {

  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1000 * MILLI;

  /** A clock that is turned by hand; who waits by it is there at once. */
  private static final class HandClock implements WaitingClock {

    private long nanos;

    void pass(long passed) {
      nanos += passed;
    }

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public void await(long untilNanos) {
      nanos = Math.max(nanos, untilNanos);
    }
  }

  private final HandClock clock = new HandClock();

  /**
   * A system that answers one event after the other, each in a millisecond, but once it stalls for
   * a second and holds up whoever sends.
   *
   * @param stalledEvent the event at which it stalls
   */
  private void answer(long number, long stalledEvent) {
    clock.pass(number == stalledEvent ? SECOND : MILLI);
  }

  @Test
  void sendsEachEventWhenItIsDue() throws Exception {
    List<Long> times = new ArrayList<>();

    long sent =
        new OpenLoop(clock, Schedule.constant(10))
            .run(
                5 * SECOND,
                6 * SECOND,
                (number, due, now) -> {
                  assertThat(now).isEqualTo(due);
                  times.add(due / MILLI);
                });

    assertThat(sent).isEqualTo(10);
    assertThat(times).startsWith(5000L, 5100L, 5200L).endsWith(5900L);
  }

  @Test
  void catchesUpAtOnceAndSaysWhenEachWasDue() throws Exception {
    List<String> sent = new ArrayList<>();

    long unused =
        new OpenLoop(clock, Schedule.constant(10))
            .run(
                0,
                SECOND / 2,
                (number, due, now) -> {
                  sent.add(due / MILLI + " at " + now / MILLI);
                  clock.pass(number == 1 ? 250 * MILLI : 0);
                });

    assertThat(sent)
        .containsExactly("0 at 0", "100 at 100", "200 at 350", "300 at 350", "400 at 400");
  }

  /** A stall of one second in ten, at 100 events a second. */
  @Test
  void showsAStallInThePercentiles() throws Exception {
    Recording recording = new Recording(0, 10 * SECOND, Optional.empty());

    long sent =
        new OpenLoop(clock, Schedule.constant(100))
            .run(
                0,
                10 * SECOND,
                (number, due, now) -> {
                  recording.sent(due, now);
                  answer(number, 300);
                  recording.visible(due, clock.nanos(), Optional.empty());
                });

    Figures.LoadFigures figures = recording.figures(100);
    assertThat(sent).isEqualTo(1000);
    assertThat(figures.events()).isEqualTo(1000);
    assertThat(figures.latencyMillis().p50()).isEqualTo(1, within(0.01));
    // The stall meets the 100 events that were due in it and those behind them: more than 10 %.
    assertThat(figures.latencyMillis().p90()).isGreaterThan(90);
    assertThat(figures.latencyMillis().p99()).isEqualTo(910, within(15.0));
    assertThat(figures.latencyMillis().max()).isEqualTo(1000, within(1.0));
    assertThat(figures.sendLatenessMillis().p99()).isGreaterThan(800);
  }

  /** The control: who measures from when an event was really sent misses the same stall. */
  @Test
  void wouldMissTheStallFromTheTimeOfSending() throws Exception {
    Recording recording = new Recording(0, 10 * SECOND, Optional.empty());

    long unused =
        new OpenLoop(clock, Schedule.constant(100))
            .run(
                0,
                10 * SECOND,
                (number, due, now) -> {
                  answer(number, 300);
                  recording.visible(now, clock.nanos(), Optional.empty());
                });

    Percentiles latency = recording.figures(100).latencyMillis();
    assertThat(latency.p99()).isEqualTo(1, within(0.01));
    assertThat(latency.max()).isEqualTo(1000, within(1.0));
  }
}
