package io.saccade.trainer.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ChanceTest {

  private final Chance chance = new Chance(7);

  @Test
  void putsImagesInAnotherOrderEachEpoch() {
    int[] first = chance.order(1, 100);
    assertThat(first).containsExactlyInAnyOrder(IntStream.range(0, 100).toArray());
    assertThat(chance.order(2, 100)).isNotEqualTo(first);
    assertThat(new Chance(8).order(1, 100)).isNotEqualTo(first);
    assertThat(new Chance(7).order(1, 100)).isEqualTo(first);
  }

  @Test
  void mixesAsBetasDistributionSays() {
    double sum = 0;
    double squares = 0;
    int draws = 4000;
    for (int step = 0; step < draws; step++) {
      double own = chance.mixing(1, step, 0.5);
      assertThat(own).isBetween(0.0, 1.0);
      sum += own;
      squares += own * own;
    }
    double mean = sum / draws;
    // The variance of Beta(a, a) is 1 / (4 (2 a + 1)).
    assertThat(mean).isBetween(0.48, 0.52);
    assertThat(squares / draws - mean * mean).isBetween(0.118, 0.132);
  }

  @Test
  void dropsOtherValuesInEachStep() {
    assertThat(chance.dropout(1, 2)).isNotEqualTo(chance.dropout(2, 1));
    assertThat(chance.dropout(1, 2)).isEqualTo(new Chance(7).dropout(1, 2));
  }
}
