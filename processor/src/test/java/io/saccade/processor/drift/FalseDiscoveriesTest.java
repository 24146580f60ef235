package io.saccade.processor.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class FalseDiscoveriesTest {

  @Test
  void findsTheFourOfTheExampleThatCameWithTheProcedure() {
    double[] p = {
      .0344, .0001, .6528, .0004, .0201, .0019, .3240, .0095, .0459, .0278, .4262, .0298, .5719,
      .7590, 1.0
    };
    assertThat(FalseDiscoveries.threshold(p, 0.05)).isEqualTo(.0095);
  }

  @Test
  void looksPastAComparisonThatFailsByItself() {
    assertThat(FalseDiscoveries.threshold(new double[] {.04, .045, .046}, 0.05)).isEqualTo(.046);
  }

  @Test
  void findsNothingWhereNothingStandsOut() {
    assertThat(FalseDiscoveries.threshold(new double[] {.2, .9}, 0.1)).isNegative();
    assertThat(FalseDiscoveries.threshold(new double[0], 0.1)).isNegative();
  }

  /** Where nothing has changed at all, something stands out as often as the rate says. */
  @Test
  void isWrongAsOftenAsItWasAllowedTo() {
    SplittableRandom random = new SplittableRandom(1);
    int wrong = 0;
    int fleets = 10_000;
    for (int i = 0; i < fleets; i++) {
      double[] p = random.doubles(50).toArray();
      wrong += FalseDiscoveries.threshold(p, 0.1) >= 0 ? 1 : 0;
    }
    // 0.1, within four standard deviations.
    assertThat((double) wrong / fleets).isBetween(0.088, 0.112);
  }

  @Test
  void refusesWhatIsNoShare() {
    assertThatThrownBy(() -> FalseDiscoveries.threshold(new double[] {.5}, 1))
        .hasMessage("rate must be between 0 and 1, but was 1.0");
    assertThatThrownBy(() -> FalseDiscoveries.threshold(new double[] {.5, 1.5}, .1))
        .hasMessageContaining("p must be from 0 to 1");
  }
}
