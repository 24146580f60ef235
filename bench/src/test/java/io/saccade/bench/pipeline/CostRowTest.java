package io.saccade.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CostRowTest {

  private static final List<CpuPair> CONTROLS =
      List.of(new CpuPair(6, 6.006), new CpuPair(6, 5.994), new CpuPair(6, 6));

  @Test
  void tellsBothTheChangeAndWhatChanceMakesOfNothing() {
    CostRow row =
        CostRow.of(
            "cats 1",
            "drift.enabled=off",
            List.of(new CpuPair(6, 5.94), new CpuPair(6.2, 6.2), new CpuPair(6.1, 6.0695)),
            CONTROLS,
            1);

    assertThat(row.cpuMillis()).isEqualTo(6.1);
    assertThat(row.change()).isEqualTo(-0.5);
    assertThat(row.leastChange()).isEqualTo(-1);
    assertThat(row.mostChange()).isZero();
    assertThat(row.chance()).isZero();
    assertThat(row.leastChance()).isEqualTo(-0.1);
    assertThat(row.mostChance()).isEqualTo(0.1);
    assertThat(row.withinBound()).isTrue();
    assertThat(row.text()).contains("-0.50 % of 6.10 CPU ms/image (-1.00 to +0.00), within 1.0 %");
  }

  @Test
  void isBeyondTheBoundInEitherDirection() {
    assertThat(changing(0.97).withinBound()).isFalse();
    assertThat(changing(1.03).withinBound()).isFalse();
    assertThat(changing(1.01).withinBound()).isTrue();
  }

  @Test
  void looksAtAPairFromTheOtherSide() {
    assertThat(new CpuPair(4, 5).change()).isEqualTo(25);
    assertThat(new CpuPair(4, 5).swapped().change()).isEqualTo(-20, within());
  }

  private static CostRow changing(double ratio) {
    return CostRow.of("cats 1", "a=b", List.of(new CpuPair(100, 100 * ratio)), CONTROLS, 1);
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-9);
  }
}
