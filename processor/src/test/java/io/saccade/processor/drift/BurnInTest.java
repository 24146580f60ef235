package io.saccade.processor.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.saccade.model.drift.Distances;
import org.junit.jupiter.api.Test;

final class BurnInTest {

  private static final Distances EXPECTED = new Distances(0, 0.8, 0.5, 0.9);

  @Test
  void takesImagesForIndependentUntilItIsComplete() {
    BurnIn burnIn = accepted(BurnIn.WINDOWS - 1, 5);

    assertThat(burnIn.complete()).isFalse();
    assertThat(burnIn.imagesOfOne()).isEqualTo(1);
  }

  @Test
  void learnsHowManyImagesCountAsOne() {
    BurnIn burnIn = accepted(BurnIn.WINDOWS, 5);

    assertThat(burnIn.complete()).isTrue();
    assertThat(burnIn.imagesOfOne()).isCloseTo(5, within(1e-9));
  }

  @Test
  void neverTakesAnImageForMoreThanOne() {
    assertThat(accepted(BurnIn.WINDOWS, 0.5).imagesOfOne()).isEqualTo(1);
  }

  @Test
  void goesByTheFamilyThatRepeatsMost() {
    BurnIn burnIn = BurnIn.START;
    for (int i = 0; i < BurnIn.WINDOWS; i++) {
      burnIn = burnIn.accept(Lesson.of(new Distances(-1, 0.8, 0.6, 1.8), EXPECTED, 0));
    }

    assertThat(burnIn.imagesOfOne()).isCloseTo(4, within(1e-9));
  }

  /** The variance of a window is five times as large, that of the reference is not. */
  @Test
  void setsTheErrorOfTheReferenceApart() {
    double share = 0.5;
    double seen = (5 + share) / (1 + share);
    BurnIn burnIn = BurnIn.START;
    for (int i = 0; i < BurnIn.WINDOWS; i++) {
      burnIn = burnIn.accept(Lesson.of(new Distances(0, 0.8, 0.5 * seen, 0.9), EXPECTED, share));
    }

    assertThat(burnIn.imagesOfOne()).isCloseTo(5, within(1e-9));
  }

  @Test
  void refusesSumsThatNoWindowsHave() {
    assertThatIllegalArgumentException().isThrownBy(() -> new BurnIn(-1, 0, 0, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new BurnIn(1, 0, 0, Double.NaN, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new BurnIn(1, 0, 0, -1, 0));
  }

  /** Windows of images that come so many alike in a row. */
  private static BurnIn accepted(int windows, double alike) {
    double root = Math.sqrt(alike);
    BurnIn burnIn = BurnIn.START;
    for (int i = 0; i < windows; i++) {
      Distances distances = new Distances(2, 0.8 * root, 0.5 * alike, 0.9 * root);
      burnIn = burnIn.accept(Lesson.of(distances, EXPECTED, 0));
    }
    return burnIn;
  }
}
