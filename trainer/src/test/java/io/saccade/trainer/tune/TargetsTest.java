package io.saccade.trainer.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.trainer.tensor.Precision;
import org.junit.jupiter.api.Test;

final class TargetsTest {

  private static TunePlan plan(double smoothing, boolean balanced) {
    return new TunePlan(
        1,
        2,
        OptimizerKind.SGD,
        0.1,
        0,
        Schedule.CONSTANT,
        0,
        0,
        smoothing,
        0,
        0,
        balanced,
        0,
        Precision.FULL,
        1);
  }

  @Test
  void spreadsAShareOfTheLabelOverAllClasses() {
    Targets targets = new Targets(new int[] {0, 1, 2, 3}, 4, plan(0.2, false));
    assertThat(targets.of(new int[] {2})).containsExactly(0.05f, 0.05f, 0.85f, 0.05f);
  }

  @Test
  void letsEachClassCountAsMuch() {
    Targets targets = new Targets(new int[] {0, 0, 0, 1}, 2, plan(0, true));
    float[] rows = targets.of(new int[] {0, 0, 0, 1});
    assertThat(rows).containsExactly(2 / 3f, 0, 2 / 3f, 0, 2 / 3f, 0, 0, 2);
  }

  @Test
  void mixesEachRowWithTheNext() {
    float[] mixed = Mixing.of(new float[] {1, 0, 0, 1, 4, 4}, 3, 0.75);
    assertThat(mixed).containsExactly(0.75f, 0.25f, 1, 1.75f, 3.25f, 3);
  }
}
