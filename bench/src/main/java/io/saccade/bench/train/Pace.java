package io.saccade.bench.train;

import io.saccade.bench.results.Rates;
import io.saccade.trainer.progress.Progress;
import io.saccade.trainer.progress.TrainingEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * How fast gradients were followed: images a second from the first to the last step of an epoch
 * that was told of, so that validation between epochs does not count. Read it when the training has
 * ended.
 */
final class Pace implements Progress {

  /** What a training calls the stage that has epochs of steps. */
  private static final String STAGE = "Train";

  private final List<Double> rates = new ArrayList<>();
  private final List<TrainingEvent.Epoch> epochs = new ArrayList<>();
  private boolean training;
  private boolean begun;
  private long firstNanos;
  private long firstDone;
  private long lastNanos;
  private long lastDone;

  @Override
  public void tell(TrainingEvent event) {
    if (event instanceof TrainingEvent.Stage stage) {
      training = stage.name().equals(STAGE);
      begun = false;
    } else if (training && event instanceof TrainingEvent.Step step) {
      lastNanos = System.nanoTime();
      lastDone = step.done();
      if (!begun) {
        begun = true;
        firstNanos = lastNanos;
        firstDone = lastDone;
      }
    } else if (training && event instanceof TrainingEvent.Epoch epoch) {
      epochs.add(epoch);
      if (begun && lastDone > firstDone) {
        rates.add((lastDone - firstDone) * 1e9 / (lastNanos - firstNanos));
      }
      begun = false;
    }
  }

  /** Whether gradients are being followed. */
  boolean isTraining() {
    return training;
  }

  /** Whether they are, in an epoch after the first. */
  boolean isPastFirstEpoch() {
    return training && !epochs.isEmpty();
  }

  /** The epochs by gradients, in order. */
  List<TrainingEvent.Epoch> epochs() {
    return List.copyOf(epochs);
  }

  /**
   * Images a second, the median of the epochs; the first, in which code is still compiled, counts
   * only where it is alone. 0 where nothing lasted long enough.
   */
  double rate() {
    if (rates.isEmpty()) {
      return 0;
    }
    return new Rates(rates.size() > 1 ? rates.subList(1, rates.size()) : rates).median();
  }
}
