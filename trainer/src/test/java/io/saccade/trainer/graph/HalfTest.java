package io.saccade.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class HalfTest {

  @Test
  void givesEveryNumberItsOwnBits() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = Half.value((short) bits);
      if (Float.isFinite(value)) {
        assertThat(Half.bits(value)).isEqualTo((short) bits);
      }
    }
  }

  @Test
  void roundsToTheNearestAndToEvenBetweenTwo() {
    float one = Half.value(Half.bits(1));
    float next = Half.value((short) (Half.bits(1) + 1));

    assertThat(Half.value(Half.bits((one + next) / 2))).isEqualTo(one);
    assertThat(Half.value(Half.bits(Math.nextUp((one + next) / 2)))).isEqualTo(next);
    assertThat(Half.bits(0x1p-25f)).isEqualTo((short) 0);
    assertThat(Half.bits(-0x3p-25f)).isEqualTo((short) 0x8002);
    assertThat(Half.bits(0x1.fffp-15f)).isEqualTo((short) 0x400);
  }

  @Test
  void takesNothingThatIsTooLarge() {
    assertThat(Half.value(Half.bits(-Half.MOST))).isEqualTo(-65504);
    assertThatIllegalArgumentException().isThrownBy(() -> Half.bits(65505));
    assertThatIllegalArgumentException().isThrownBy(() -> Half.bits(Float.NaN));
  }
}
