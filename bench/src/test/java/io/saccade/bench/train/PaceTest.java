package io.saccade.bench.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.trainer.progress.TrainingEvent;
import org.junit.jupiter.api.Test;

final class PaceTest {

  private final Pace pace = new Pace();

  private void epoch(int number) {
    pace.tell(new TrainingEvent.Epoch(number, 3, 0, 0, 0, 0, 0, false));
  }

  @Test
  void countsOnlyWhatFollowsGradients() {
    pace.tell(new TrainingEvent.Stage("Learn the head", 60, "epochs"));
    epoch(1);

    assertThat(pace.isTraining()).isFalse();
    assertThat(pace.isPastFirstEpoch()).isFalse();
    assertThat(pace.epochs()).isEmpty();
    assertThat(pace.rate()).isZero();
  }

  @Test
  void measuresFromTheFirstToTheLastStepOfAnEpoch() {
    pace.tell(new TrainingEvent.Stage("Train", 300, "images"));
    pace.tell(new TrainingEvent.Step(32));
    pace.tell(new TrainingEvent.Step(96));
    epoch(1);

    assertThat(pace.isPastFirstEpoch()).isTrue();
    assertThat(pace.epochs()).hasSize(1);
    assertThat(pace.rate()).isPositive();
  }

  @Test
  void hasNoRateWhereOneStepAloneWasSeen() {
    pace.tell(new TrainingEvent.Stage("Train", 300, "images"));
    pace.tell(new TrainingEvent.Step(32));
    epoch(1);

    assertThat(pace.rate()).isZero();
  }
}
