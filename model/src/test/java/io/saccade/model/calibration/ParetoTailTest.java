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

final class ParetoTailTest {

  @ParameterizedTest
  @ValueSource(doubles = {-0.3, 0, 0.2})
  void findsTheShapeThatTheExcessesHave(double shape) {
    ParetoTail tail = ParetoTail.fit(excesses(shape, 20_000));

    assertThat(tail.shape()).isCloseTo(shape, within(0.03));
    assertThat(tail.scale()).isCloseTo(2, within(0.08));
  }

  @Test
  void fallsAsItsSurvivalSays() {
    ParetoTail light = new ParetoTail(1, -0.5, 1);

    assertThat(light.survival(0.5)).isEqualTo(1);
    assertThat(light.survival(2)).isCloseTo(0.25, within(1e-12));
    assertThat(light.survival(3)).isZero();
    assertThat(new ParetoTail(1, 0, 1).survival(3)).isCloseTo(Math.exp(-2), within(1e-12));
  }

  @Test
  void knowsValuesThatAreAllOne() {
    ParetoTail none = ParetoTail.fit(new float[] {3, 3, 3, 3});

    assertThat(none.survival(3)).isEqualTo(1);
    assertThat(none.survival(3.1)).isZero();
  }

  @Test
  void keepsToShapesThatAFewHundredExcessesCanTell() {
    assertThat(ParetoTail.fit(excesses(0.9, 2_000)).shape()).isEqualTo(0.25);
    assertThat(ParetoTail.fit(new float[] {5, 5, 5, 5, 1}).shape()).isEqualTo(-0.5);
    assertThatIllegalArgumentException().isThrownBy(() -> new ParetoTail(0, 0.5, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new ParetoTail(0, 0, Double.NaN));
  }

  /** Excesses over 10 of scale 2, largest first, the threshold last. */
  private static float[] excesses(double shape, int count) {
    RandomGenerator random = new SplittableRandom(1);
    float[] ascending = new float[count + 1];
    ascending[0] = 10;
    for (int i = 1; i <= count; i++) {
      double survival = 1 - random.nextDouble();
      double excess = shape == 0 ? -Math.log(survival) : (Math.pow(survival, -shape) - 1) / shape;
      ascending[i] = (float) (10 + 2 * excess);
    }
    Arrays.sort(ascending);
    float[] descending = new float[count + 1];
    for (int i = 0; i <= count; i++) {
      descending[i] = ascending[count - i];
    }
    return descending;
  }
}
