package io.saccade.processor.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class FleetScopeTest {

  private static final AlarmRule RULE = new AlarmRule(0.01, 0.05, 0.05);

  @Test
  void leavesALoneKeyItsRule() {
    assertThat(FleetScope.within(RULE, DoubleStream.of(0.3))).isEqualTo(RULE);
    assertThat(FleetScope.within(RULE, DoubleStream.empty())).isEqualTo(RULE);
  }

  @Test
  void givesEachOfManyKeysItsShare() {
    AlarmRule within = FleetScope.within(RULE, DoubleStream.of(0.3, 0.5, 0.7, 0.9));

    assertThat(within.single()).isEqualTo(0.0025);
    assertThat(within.pair()).isEqualTo(0.0125);
    assertThat(within.minEffect()).isEqualTo(0.05);
  }

  @Test
  void givesEachMoreWhereManyChange() {
    AlarmRule within = FleetScope.within(RULE, DoubleStream.of(0.9, 0.004, 0.001, 0.002));

    assertThat(within.single()).isEqualTo(0.0075);
    assertThat(within.isAlarm(0.004, 1)).isTrue();
  }

  @Test
  void alarmsSomewhereAsOftenAsALoneKeyWould() {
    RandomGenerator random = new SplittableRandom(1);
    int alarms = 0;
    for (int i = 0; i < 100_000; i++) {
      double[] ps = random.doubles(20).toArray();
      AlarmRule within = FleetScope.within(RULE, DoubleStream.of(ps));
      alarms += DoubleStream.of(ps).anyMatch(p -> within.isAlarm(p, 1)) ? 1 : 0;
    }

    assertThat(alarms / 100_000.0).isCloseTo(0.01, within(0.001));
  }
}
