package io.saccade.model.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TailTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void findsTheScaleThatTheExcessesHave(int power) {
    Tail tail = Tail.fit(excesses(power, 20_000), power);

    assertThat(tail.threshold()).isEqualTo(3);
    assertThat(tail.scale()).isCloseTo(2, within(0.06));
  }

  @Test
  void fallsAsItsSurvivalSays() {
    assertThat(new Tail(1, 1, 1).survival(0.5)).isEqualTo(1);
    assertThat(new Tail(1, 1, 1).survival(3)).isCloseTo(Math.exp(-2), within(1e-12));
    assertThat(new Tail(1, 2, 2).survival(3)).isCloseTo(Math.exp(-4), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void findsTheValueOfASurvival(int power) {
    for (double threshold : new double[] {-2, 0, 3}) {
      Tail tail = new Tail(threshold, power, 0.7);
      for (double survival = 0.9; survival > 1e-9; survival /= 3) {
        assertThat(tail.survival(tail.value(survival)) / survival).isCloseTo(1, within(1e-9));
      }
    }
  }

  @Test
  void knowsValuesThatAreAllOne() {
    Tail none = Tail.fit(new float[] {3, 3, 3, 3}, 2);

    assertThat(none.survival(3)).isEqualTo(1);
    assertThat(none.survival(3.1)).isZero();
  }

  @Test
  void refusesWhatIsNoTail() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Tail(0, 3, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Tail(0, 1, Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> new Tail(0, 1, -1));
  }

  /** Excesses over 3 of scale 2, largest first, the threshold last. */
  private static float[] excesses(int power, int count) {
    RandomGenerator random = new SplittableRandom(1);
    float[] ascending = new float[count + 1];
    ascending[0] = 3;
    for (int i = 1; i <= count; i++) {
      double raised = Math.pow(3, power) - 2 * Math.log(1 - random.nextDouble());
      ascending[i] = (float) Math.pow(raised, 1.0 / power);
    }
    Arrays.sort(ascending);
    float[] descending = new float[count + 1];
    for (int i = 0; i <= count; i++) {
      descending[i] = ascending[count - i];
    }
    return descending;
  }
}
