package io.saccade.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class SwapTimelineTest {

  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  private final SwapTimeline timeline = new SwapTimeline();

  @Test
  void latencyBelongsToTheWindowInWhichAnEventWasDue() {
    timeline.add(0, 10 * MILLI);
    timeline.add(SECOND - 1, SECOND + 500 * MILLI);
    timeline.add(SECOND, SECOND + 20 * MILLI);

    assertThat(timeline.p99Millis(0, SECOND)).isCloseTo(500, within(1.0));
    assertThat(timeline.p99Millis(SECOND, 2 * SECOND)).isCloseTo(20, within(0.1));
    assertThat(timeline.p99Millis(5 * SECOND, 6 * SECOND)).isNaN();
  }

  @Test
  void throughputBelongsToTheWindowInWhichAnswersAreVisible() {
    timeline.add(0, 10 * MILLI);
    timeline.add(SECOND - 1, SECOND + 500 * MILLI);
    timeline.add(SECOND, SECOND + 20 * MILLI);

    assertThat(timeline.rate(0, SECOND)).isEqualTo(1);
    assertThat(timeline.rate(0, 2 * SECOND)).isEqualTo(1.5);
  }

  @Test
  void holdsAsManyAsCome() {
    for (int i = 0; i < 40_000; i++) {
      timeline.add(i, i + MILLI);
    }

    assertThat(timeline.p99Millis(0, SECOND)).isCloseTo(1, within(0.01));
  }
}
