package io.saccade.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StretchTest {

  private static Arrival arrival(long millis, long latency, Optional<Boolean> right) {
    return new Arrival(
        "e-" + millis, 1_000_000 * millis, 1_000_000 * latency, "1", Light.ON, right);
  }

  @Test
  void theLongestGapIsBetweenNeighbours() {
    Stretch stretch =
        new Stretch(
            List.of(
                arrival(0, 1, Optional.empty()),
                arrival(10, 1, Optional.empty()),
                arrival(45, 1, Optional.empty()),
                arrival(60, 1, Optional.empty())));

    assertThat(stretch.longestGap()).isEqualTo(Duration.ofMillis(35));
    assertThat(stretch.between(0, 10_000_000).longestGap()).isEqualTo(Duration.ofMillis(10));
  }

  @Test
  void ninetyNineOfAHundredAreAsFastAsTheP99() {
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = 1; i <= 200; i++) {
      arrivals.add(arrival(i, i, Optional.empty()));
    }

    assertThat(new Stretch(arrivals).p99()).isEqualTo(Duration.ofMillis(198));
  }

  @Test
  void onlyThoseCountThatSomebodyKnowsTheTruthOf() {
    Stretch stretch =
        new Stretch(
            List.of(
                arrival(0, 1, Optional.of(true)),
                arrival(1, 1, Optional.empty()),
                arrival(2, 1, Optional.of(false))));

    assertThat(stretch.accuracy()).hasValue(0.5);
    assertThat(new Stretch(List.of()).accuracy()).isEmpty();
    assertThat(new Stretch(List.of()).p99()).isZero();
  }
}
