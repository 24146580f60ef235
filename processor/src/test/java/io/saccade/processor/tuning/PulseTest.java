package io.saccade.processor.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PulseTest {

  private static final Duration AT_LEAST = Duration.ofNanos(100);
  private static final Duration AT_MOST = Duration.ofNanos(10_000);

  /** Work that took so long, half of it on a processor. */
  private static Pulse.Work work(long nanos) {
    return new Pulse.Work(nanos, nanos / 2);
  }

  @Test
  void tellsProcessorTimeFromTimeByTheClock() {
    Pulse pulse = new Pulse(1, AT_LEAST, AT_MOST, 0);
    for (int image = 0; image < 10; image++) {
      pulse.decoded(work(20)); // The last batch is not done: its images were decoded in vain.
    }
    pulse.ran(4, work(400), 500);
    pulse.ran(4, work(400), 1_000);
    assertThat(pulse.slice().cpuNanos()).isEqualTo(20 / 2 + 800 / 2 / 8.0);
    assertThat(pulse.slice().presence()).isEqualTo(0.5);
    assertThat(pulse.slice().undisturbedRate(2)).isCloseTo(2 / 60e-9, within(1.0));
  }

  @Test
  void leavesTheRunUpOut() {
    Pulse pulse = new Pulse(2, AT_LEAST, AT_MOST, 0);
    pulse.ran(4, work(900), 1_000); // slow to start
    pulse.ran(4, work(900), 1_000);
    for (int round = 1; round <= 3; round++) {
      pulse.ran(4, work(90), 1_000 + round * 100 - 1);
      pulse.ran(4, work(90), 1_000 + round * 100);
    }
    assertThat(pulse.slice().rate()).isCloseTo(8 * 3 / 300e-9, within(1.0));
  }

  @Test
  void wantsTwoRoundsHoweverLongTheyTake() {
    Pulse pulse = new Pulse(2, AT_LEAST, AT_MOST, 0);
    for (long batch = 1; batch <= 6; batch++) {
      assertThat(pulse.enough(batch * 500)).isFalse();
      pulse.ran(16, work(900), batch * 500);
    }
    assertThat(pulse.enough(3_000)).isTrue();
  }

  @Test
  void looksForAsLongAsItIsToldHoweverShortTheRounds() {
    Pulse pulse = new Pulse(1, AT_LEAST, AT_MOST, 0);
    for (int batch = 1; batch <= 100; batch++) {
      pulse.ran(1, work(1), batch);
      assertThat(pulse.enough(batch)).isFalse();
    }
    assertThat(pulse.enough(101)).isTrue();
  }

  @Test
  void endsWhenTimeIsUpWithWhatItHas() {
    Pulse pulse = new Pulse(4, AT_LEAST, AT_MOST, 0);
    pulse.ran(8, work(9_000), 9_000);
    assertThat(pulse.enough(10_000)).isTrue();
    assertThat(pulse.slice().rate()).isCloseTo(8 / 9_000e-9, within(1.0));
  }

  @Test
  void hasNoRateWhereNoBatchWasDone() {
    Pulse pulse = new Pulse(4, AT_LEAST, AT_MOST, 0);
    pulse.decoded(work(7));
    assertThat(pulse.slice().rate()).isZero();
    assertThat(pulse.slice().decodeNanos()).isEqualTo(7);
  }
}
