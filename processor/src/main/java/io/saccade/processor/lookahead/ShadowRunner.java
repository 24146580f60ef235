package io.saccade.processor.lookahead;

import io.saccade.model.bundle.Bundle;
import io.saccade.processor.batch.Batch;
import io.saccade.processor.serving.Agreement;
import io.saccade.processor.serving.BatchTensors;
import io.saccade.processor.serving.LoadedModel;
import io.saccade.processor.serving.ModelFailedException;
import io.saccade.processor.serving.Scores;
import io.saccade.processor.serving.ShadowRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Scores shadows beside what the primary has just answered, and never in its way: on a lane that
 * has nothing else to do and is not the last idle one, from rows that are copied into tensors of
 * the shadow's own, so that the primary's are free at once. What cannot be scored at once is
 * skipped. Where there is no shadow it makes nothing. Thread-safe.
 */
final class ShadowRunner {

  private final WorkQueue queue;

  ShadowRunner(WorkQueue queue) {
    this.queue = queue;
  }

  /**
   * Rows of a batch, copied to the front of tensors of a shadow, which is held open for them.
   *
   * @param primary the primary's label of each row
   */
  record Copy(ShadowRoute shadow, BatchTensors tensors, List<String> primary) {}

  /** Counts what a shadow does not see of a batch, because its lane has other work. */
  void skip(Batch<BatchTensors, Request> batch) {
    Request latest = latest(batch);
    ShadowRoute shadow = latest == null ? null : latest.route.shadow();
    if (shadow != null) {
      shadow.agreement().skipped(classified(batch, shadow).size());
    }
  }

  /**
   * Copies what has run and was settled, if its version has a shadow and the lane is spare. What
   * was copied has to be scored.
   *
   * @return null if there is nothing to score now
   */
  @Nullable Copy copy(Batch<BatchTensors, Request> batch) {
    Request latest = latest(batch);
    ShadowRoute shadow = latest == null ? null : latest.route.shadow();
    if (latest == null || shadow == null) {
      return null;
    }
    List<Integer> rows = classified(batch, shadow);
    BatchTensors tensors = rows.isEmpty() || !queue.isSpare() ? null : borrow(shadow.model());
    if (tensors == null) {
      shadow.agreement().skipped(rows.size());
      return null;
    }
    int fitting = Math.min(rows.size(), tensors.capacity());
    List<String> primary = new ArrayList<>(fitting);
    for (int row : rows.subList(0, fitting)) {
      tensors.input(primary.size()).put(batch.tensors().input(row));
      String label = label(latest.model.bundle(), batch.tensors(), row);
      primary.add(Objects.requireNonNull(label, "what was classified had finite outputs"));
    }
    shadow.agreement().skipped(rows.size() - fitting);
    return new Copy(shadow, tensors, primary);
  }

  /** Runs the shadow on what was copied, on the calling thread, and counts where it agrees. */
  void score(int lane, Copy copy) {
    LoadedModel model = copy.shadow().model();
    Agreement agreement = copy.shadow().agreement();
    int rows = copy.primary().size();
    try {
      copy.tensors().run(lane, 0, rows);
      for (int row = 0; row < rows; row++) {
        String label = label(model.bundle(), copy.tensors(), row);
        if (label == null) {
          agreement.failed(1);
        } else {
          agreement.scored(copy.primary().get(row), label);
        }
      }
    } catch (ModelFailedException e) {
      agreement.failed(rows);
    } finally {
      queue.giveBack(model, copy.tensors());
      model.release();
    }
  }

  /** The latest image of a batch, all of which are of one version; null if all were given up. */
  private static @Nullable Request latest(Batch<BatchTensors, Request> batch) {
    for (int row = batch.rows() - 1; row >= 0; row--) {
      Request request = batch.items().get(row);
      if (request != null) {
        return request;
      }
    }
    return null;
  }

  /** The rows that the primary has labelled, while this was its shadow. */
  private static List<Integer> classified(Batch<BatchTensors, Request> batch, ShadowRoute shadow) {
    List<Integer> rows = new ArrayList<>(batch.rows());
    for (int row = 0; row < batch.rows(); row++) {
      Request request = batch.items().get(row);
      if (request != null && request.isClassified() && shadow.equals(request.route.shadow())) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static @Nullable BatchTensors borrow(LoadedModel shadow) {
    if (!shadow.retain()) {
      return null;
    }
    BatchTensors tensors = shadow.borrow();
    if (tensors == null) {
      shadow.release();
    }
    return tensors;
  }

  /** The most probable label of a row that has run, or null where its output is not finite. */
  private static @Nullable String label(Bundle bundle, BatchTensors tensors, int row) {
    float[] scores = new float[bundle.manifest().output().classes()];
    tensors.output(row, scores);
    return Scores.toProbabilities(bundle.manifest().output().kind(), scores)
        ? bundle.labels().get(Scores.top(scores, 1)[0])
        : null;
  }
}
