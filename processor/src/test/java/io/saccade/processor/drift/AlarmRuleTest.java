package io.saccade.processor.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AlarmRuleTest {

  private static final int RUNS = 4_000;

  @ParameterizedTest
  @ValueSource(doubles = {10, 30, 150, 720, 8_640})
  void spendsExactlyWhatIsTolerable(double windows) {
    AlarmRule rule = AlarmRule.everyWindows(windows, 0.05);

    assertThat(rule.runLength()).isCloseTo(windows, within(windows * 1e-9));
    assertThat(rule.single()).isEqualTo(1 / (2 * windows));
    assertThat(rule.pair()).isGreaterThan(rule.single());
  }

  /** The mean of 4,000 runs is known to a sixtieth: five times that is one in a million. */
  @ParameterizedTest
  @ValueSource(ints = {150, 720})
  void alarmsByMistakeAsOftenAsTheChainSays(int windows) {
    AlarmRule rule = AlarmRule.everyWindows(windows, 0.05);
    RandomGenerator random = new SplittableRandom(windows);

    double mean = mean(rule, () -> random.nextDouble());

    assertThat(mean).isCloseTo(windows, within(windows * 0.08));
  }

  @Test
  void knowsTheDelayThatDriftOfSomePowerTakes() {
    AlarmRule rule = AlarmRule.everyWindows(720, 0.05);
    RandomGenerator random = new SplittableRandom(1);
    double power = 0.3;

    // Below the pair's level in three of ten windows, evenly: drift that is small and stays.
    double mean =
        mean(
            rule,
            () -> random.nextDouble() < power ? rule.pair() * random.nextDouble() * 0.999 : 0.5);

    double single = power * rule.single() / rule.pair();
    assertThat(mean).isCloseTo(AlarmRule.runLength(single, power), within(0.8));
  }

  @Test
  void seesThatOneLevelForBothTracksAlarmsTooOften() {
    AlarmRule careless = new AlarmRule(1 / 150.0, 0.05, 0.05);

    assertThat(careless.runLength()).isLessThan(100);
  }

  @Test
  void sharesWhatIsTolerableAmongScales() {
    AlarmRule alone = AlarmRule.every(Duration.ofDays(30), Scale.HOUR, 1, 0.05);
    AlarmRule shared = AlarmRule.every(Duration.ofDays(30), Scale.HOUR, 3, 0.05);

    assertThat(alone.runLength()).isCloseTo(720, within(1e-6));
    assertThat(shared.runLength()).isCloseTo(2_160, within(1e-6));
  }

  @Test
  void refusesWhatCannotBeKept() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AlarmRule.every(Duration.ofDays(9), Scale.DAY, 1, 0.05))
        .withMessageContaining("at least 10 windows apart");
    assertThatIllegalArgumentException().isThrownBy(() -> new AlarmRule(0.1, 0.05, 0.05));
    assertThatIllegalArgumentException().isThrownBy(() -> new AlarmRule(0.01, 0.05, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> new AlarmRule(0, 0.05, 0.05));
  }

  private static double mean(AlarmRule rule, DoubleSupplier ps) {
    long windows = 0;
    for (int run = 0; run < RUNS; run++) {
      AlarmState state = AlarmState.start();
      while (!(state instanceof AlarmState.Alarm)) {
        state = state.judged(ps.getAsDouble(), 1, windows, rule);
        windows++;
      }
    }
    return (double) windows / RUNS;
  }
}
