package io.saccade.processor.lookahead;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class AwakeClockTest {

  @Test
  void countsAPauseOfTheProcessForASecondAtMost() {
    AwakeClock clock = new AwakeClock(0);
    clock.tick(Duration.ofMillis(100).toNanos());
    clock.tick(Duration.ofMinutes(5).toNanos());
    clock.tick(Duration.ofMinutes(5).plusMillis(100).toNanos());
    assertThat(Duration.ofNanos(clock.nanos())).isEqualTo(Duration.ofMillis(1200));
  }
}
