package io.saccade.trainer.tune;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StandingTest {

  private static final TunePlan PATIENT_FOR_TWO = new Plans().epochs(40).patience(2).plan();

  /** After a head of the first accuracy, and epochs of the others. */
  private static Standing after(double head, double... epochs) {
    Standing standing = Standing.begun(TuneEpoch.before().scored(1, head));
    for (int i = 0; i < epochs.length; i++) {
      standing = standing.after(TuneEpoch.trained(i + 1, 0.1, 1, 0.5).scored(1, epochs[i]));
    }
    return standing;
  }

  @Test
  void goesOnWhileItClimbsBackToTheHeadThatItBeganWith() {
    Standing climbing = after(0.885, 0.84, 0.85, 0.86, 0.87);

    assertThat(climbing.isOver(PATIENT_FOR_TWO)).isFalse();
    assertThat(climbing.best().number()).isZero();
  }

  @Test
  void isOverWhereNothingBecomesBetterForAsLongAsItHasPatience() {
    assertThat(after(0.5, 0.6, 0.7, 0.7).isOver(PATIENT_FOR_TWO)).isFalse();
    assertThat(after(0.5, 0.6, 0.7, 0.7, 0.65).isOver(PATIENT_FOR_TWO)).isTrue();
    assertThat(after(0.9, 0.6, 0.5, 0.5).isOver(PATIENT_FOR_TWO)).isTrue();
  }

  @Test
  void isNotOverBeforeItHasBegun() {
    assertThat(after(0.9).isOver(PATIENT_FOR_TWO)).isFalse();
  }
}
