package io.saccade.trainer.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class TicksTest {

  @Test
  void areRoundNumbersAroundTheValues() {
    assertThat(Ticks.even(0.12, 0.91).marks())
        .usingElementComparator(TicksTest::roughly)
        .containsExactly(0.0, 0.2, 0.4, 0.6, 0.8, 1.0);
  }

  private static int roughly(double a, double b) {
    return Math.abs(a - b) < 1e-9 ? 0 : Double.compare(a, b);
  }

  @Test
  void areFewAndHoldEveryValueWhateverTheRange() {
    Random random = new Random(4);
    for (int i = 0; i < 2000; i++) {
      double least = (random.nextDouble() - 0.3) * Math.pow(10, random.nextInt(12) - 6);
      double most = least + random.nextDouble() * Math.pow(10, random.nextInt(12) - 6);
      Ticks ticks = Ticks.around(least, most);

      assertThat(ticks.marks()).as(least + " to " + most).hasSizeBetween(2, 9).isSorted();
      assertThat(ticks.place(least)).isBetween(-1e-6, 1.0);
      assertThat(ticks.place(most)).isBetween(0.0, 1 + 1e-6);
    }
  }

  @Test
  void standAroundOneValue() {
    Ticks ticks = Ticks.around(0.5, 0.5);

    assertThat(ticks.place(0.5)).isBetween(0.2, 0.8);
    assertThat(Ticks.around(0, 0).marks()).startsWith(0.0).hasSizeGreaterThan(1);
  }

  @Test
  void arePowersOfTenWhereValuesAreFarApart() {
    Ticks ticks = Ticks.around(0.02, 40);

    assertThat(ticks.marks()).containsExactly(0.01, 0.1, 1.0, 10.0, 100.0);
    assertThat(ticks.place(1)).isEqualTo(0.5);
  }
}
