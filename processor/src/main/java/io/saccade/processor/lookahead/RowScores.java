package io.saccade.processor.lookahead;

import io.saccade.model.bundle.ModelOutput;
import io.saccade.model.bundle.OutputKind;
import io.saccade.model.drift.Embedding;
import io.saccade.processor.serving.BatchTensors;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.Scores;
import io.saccade.processor.serving.Watch;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of the rows of one batch, one after the other, in arrays that are made once.
 */
final class RowScores {

  private final ModelOutput output;
  private final @Nullable Watch watch;
  private final float[] probabilities;
  private final float @Nullable [] logits;
  private final float @Nullable [] features;
  private final double[] scratch;

  RowScores(LoadedModel model) {
    this.output = model.bundle().manifest().output();
    this.watch = model.watch();
    this.probabilities = new float[output.classes()];
    this.logits =
        watch != null && output.kind() == OutputKind.LOGITS ? new float[output.classes()] : null;
    this.features =
        watch != null && watch.profile().embedding() == Embedding.FEATURES
            ? model.bundle().manifest().features().map(of -> new float[of.width()]).orElse(null)
            : null;
    this.scratch = new double[output.classes()];
  }

  /**
   * Reads a row that has run.
   *
   * @return whether every value was finite
   */
  boolean read(BatchTensors tensors, int row) {
    tensors.output(row, probabilities);
    if (logits != null) {
      System.arraycopy(probabilities, 0, logits, 0, logits.length);
    }
    if (features != null) {
      boolean unused = tensors.features(row, features);
    }
    return Scores.toProbabilities(output.kind(), probabilities, scratch);
  }

  /** The probabilities of the row that was read last, until the next. */
  float[] probabilities() {
    return probabilities;
  }

  /** What the image of that row adds to a window, where its version is watched. */
  Outcome.@Nullable Seen seen(Request request) {
    Watch by = watch;
    return by == null || request.properties == null
        ? null
        : new Outcome.Seen(
            by, by.observer().observe(probabilities, logits, features, request.properties));
  }
}
