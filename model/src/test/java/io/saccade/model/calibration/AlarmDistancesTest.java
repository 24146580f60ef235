package io.saccade.model.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.saccade.model.drift.Distances;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people are told of null distributions is what windows are judged by. */
final class AlarmDistancesTest {

  private static NullTables tables;

  @BeforeAll
  static void calibrate() throws InterruptedException {
    Reference reference = Reference.of(Population.TEN_CLASSES, 1_000, new SplittableRandom(1));
    tables = new Calibration(1_000, 7, 2).run(reference.splits(), (done, all) -> {});
  }

  @Test
  void giveAWindowTheJointPThatWasAskedFor() {
    for (int size : tables.sizes()) {
      for (Family family : Family.values()) {
        for (double joint : new double[] {2e-3, 0.05, 0.5}) {
          double distance = tables.judgedAt(size, family, joint);

          assertThat(tables.p(size, nothingBut(size, family, distance)).joint())
              .as("%s at %d", family, size)
              .isCloseTo(joint, withinPercentage(1));
        }
      }
    }
  }

  @Test
  void areReachedByTheShareOfWindowsThatTheyAreOf() {
    int size = tables.smallest();

    for (double share : new double[] {1e-5, 0.01, 0.5, 0.9}) {
      double distance = tables.distance(size, Family.IMAGE, share);
      assertThat(tables.reaching(size, Family.IMAGE, distance))
          .isCloseTo(share, withinPercentage(1));
    }
    assertThat(tables.distance(size, Family.IMAGE, 1e-300)).isFinite();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tables.distance(51, Family.IMAGE, 0.5))
        .withMessage("size must be one of [50, 63, 80], but was 51");
  }

  @Test
  void areBeyondAllDistancesWhereTheDrawsAreTooFew() {
    for (Family family : Family.values()) {
      assertThat(tables.judgedAt(50, family, 1e-9)).isInfinite();
      assertThat(tables.judgedAt(50, family, 1e-2)).isFinite();
    }
  }

  /** Every other family is as near as nearly all windows are. */
  private static Distances nothingBut(int size, Family family, double distance) {
    ToDoubleFunction<Family> at =
        other -> other == family ? distance : tables.distance(size, other, 0.99);
    return new Distances(
        at.applyAsDouble(Family.LABELS),
        at.applyAsDouble(Family.SOFTMAX),
        at.applyAsDouble(Family.FEATURES),
        at.applyAsDouble(Family.IMAGE));
  }
}
