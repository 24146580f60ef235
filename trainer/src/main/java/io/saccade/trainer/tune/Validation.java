package io.saccade.trainer.tune;

import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.head.Evaluation;
import io.saccade.trainer.progress.TrainingFailedException;
import java.io.IOException;
import java.util.Map;

/** What the best epoch is chosen by. */
public final class Validation {

  private final int[] labels;
  private final Scorer scorer;

  /**
   * A validation.
   *
   * @param labels the true class of each row that the scorer gives
   */
  public Validation(int[] labels, Scorer scorer) {
    this.labels = labels.clone();
    this.scorer = scorer;
  }

  /** No validation: the last epoch is the best. */
  public static Validation none() {
    return new Validation(new int[0], weights -> new float[0][]);
  }

  boolean isNone() {
    return labels.length == 0;
  }

  /** The epoch of this number, scored if there is something to score by. */
  TuneEpoch scored(TuneEpoch epoch, Map<String, HostTensor> weights)
      throws IOException, TrainingFailedException, InterruptedException {
    if (isNone()) {
      return epoch;
    }
    float[][] logits = scorer.logits(weights);
    if (logits.length != labels.length) {
      throw new IllegalStateException(
          "the scorer must give %d rows, but gave %d".formatted(labels.length, logits.length));
    }
    Evaluation evaluation = Evaluation.of(logits, labels);
    return epoch.scored(evaluation.loss(), evaluation.accuracy());
  }
}
