package io.saccade.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PaceTest {

  @Test
  void spreadsEventsEvenlyFromTheStart() {
    Pace pace = new Pace(4, 1_000);

    assertThat(pace.untilDue(0, 1_000)).isZero();
    assertThat(pace.untilDue(1, 1_000)).isEqualTo(Duration.ofMillis(250));
    assertThat(pace.untilDue(8, 1_000)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void catchesUpWhatIsLate() {
    assertThat(new Pace(4, 0).untilDue(1, Duration.ofSeconds(1).toNanos())).isZero();
  }

  @Test
  void waitsForNothingWithoutARate() {
    assertThat(new Pace(0, 0).untilDue(1_000_000, 0)).isZero();
  }
}
