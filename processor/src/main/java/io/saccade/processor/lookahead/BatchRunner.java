package io.saccade.processor.lookahead;

import io.saccade.model.ErrorCode;
import io.saccade.processor.batch.Batch;
import io.saccade.processor.serving.BatchTensors;
import io.saccade.processor.serving.ModelFailedException;
import io.saccade.processor.serving.Scores;
import org.jspecify.annotations.Nullable;

/**
 * Runs batches and settles their requests. One poisoned image never fails its batch: a batch that
 * fails is run again by halves until the culprit stands alone. Thread-safe.
 */
final class BatchRunner {

  private final PredictionWriter predictions;
  private final LookAheadCounters counters;

  BatchRunner(PredictionWriter predictions, LookAheadCounters counters) {
    this.predictions = predictions;
    this.counters = counters;
  }

  /** Runs a batch on the calling thread. Afterwards each of its requests has an outcome. */
  void run(Batch<BatchTensors, Request> batch, Worker worker) {
    try {
      long started = System.nanoTime();
      for (Request request : batch.items()) {
        if (request != null) {
          request.enter(Request.Stage.INFERRING, started, worker);
        }
      }
      run(batch, 0, batch.rows());
      settle(batch, System.nanoTime() - started);
      counters.batches.increment();
      counters.images.add(batch.rows());
    } catch (RuntimeException | Error e) {
      for (Request request : batch.items()) {
        if (request != null) {
          request.outcome.complete(new Outcome.Broken(e));
        }
      }
    }
  }

  private static void run(Batch<BatchTensors, Request> batch, int from, int count) {
    try {
      batch.tensors().run(from, count);
    } catch (ModelFailedException e) {
      if (count == 1) {
        Request culprit = batch.items().get(from);
        if (culprit != null) {
          culprit.fail(ErrorCode.MODEL_FAILED, e.getMessage() + "");
        }
        return;
      }
      run(batch, from, count / 2);
      run(batch, from + count / 2, count - count / 2);
    }
  }

  private void settle(Batch<BatchTensors, Request> batch, long inferenceNanos) {
    float @Nullable [] scores = null;
    for (int row = 0; row < batch.rows(); row++) {
      Request request = batch.items().get(row);
      if (request == null || request.isSettled()) {
        continue;
      }
      if (scores == null) {
        scores = new float[request.model.bundle().manifest().output().classes()];
      }
      batch.tensors().output(row, scores);
      if (Scores.toProbabilities(request.model.bundle().manifest().output().kind(), scores)) {
        request.outcome.complete(classified(request, scores, batch.rows(), inferenceNanos));
      } else {
        request.fail(
            ErrorCode.OUTPUT_NOT_FINITE, "the model's output for this image is not finite");
      }
    }
  }

  private Outcome classified(Request request, float[] scores, int rows, long inferenceNanos) {
    return new Outcome.Classified(
        predictions.write(request, scores),
        new Outcome.Timings(
            rows,
            request.model.device(),
            request.takenUpNanos - request.submittedNanos,
            request.decodedNanos - request.takenUpNanos,
            inferenceNanos));
  }
}
