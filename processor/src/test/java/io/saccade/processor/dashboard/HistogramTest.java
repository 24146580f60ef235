package io.saccade.processor.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HistogramTest {

  private static final List<Double> BOUNDS = List.of(0.01, 0.1, 1.0);

  @Test
  void findsAQuantileAmongThoseThatHaveComeSince() {
    Histogram before = new Histogram(BOUNDS, List.of(1_000L, 1_000L, 1_000L), 1_000);
    Histogram now = new Histogram(BOUNDS, List.of(1_050L, 1_100L, 1_100L), 1_100);

    assertThat(now.quantile(0.5, before)).hasValue(0.01);
    assertThat(now.quantile(0.75, before).orElseThrow()).isBetween(0.054, 0.056);
    assertThat(now.quantile(0.25, before)).hasValue(0.005);
  }

  @Test
  void saysTheLastBoundOfWhatIsBeyondIt() {
    Histogram now = new Histogram(BOUNDS, List.of(0L, 0L, 1L), 10);

    assertThat(now.quantile(0.99, Histogram.EMPTY)).hasValue(1.0);
  }

  @Test
  void saysNothingWhereNothingCame() {
    Histogram same = new Histogram(BOUNDS, List.of(1L, 2L, 3L), 3);

    assertThat(same.quantile(0.5, same)).isEmpty();
    assertThat(Histogram.EMPTY.quantile(0.5, Histogram.EMPTY)).isEmpty();
  }

  @Test
  void beginsAnewWhereAVersionWentAndTookItsCountsAlong() {
    Histogram before = new Histogram(BOUNDS, List.of(500L, 500L, 500L), 500);
    Histogram now = new Histogram(BOUNDS, List.of(0L, 10L, 10L), 10);

    assertThat(now.quantile(1, before)).hasValue(0.1);
  }
}
