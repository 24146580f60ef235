package io.saccade.processor.lookahead;

import io.saccade.model.ErrorCode;
import io.saccade.processor.batch.Batch;
import io.saccade.processor.serving.BatchTensors;
import io.saccade.processor.serving.ModelFailedException;
import java.nio.ByteBuffer;

/**
 * Runs batches and settles their requests. One poisoned image never fails its batch: a batch that
 * fails is run again by halves until the culprit stands alone. Thread-safe.
 */
final class BatchRunner {

  private final PredictionWriter predictions;
  private final LookAheadCounters counters;
  private final EngineListener listener;

  /** A batch that has run whole, or by halves. */
  private record Run(int lane, long startedNanos, long tookNanos) {}

  BatchRunner(PredictionWriter predictions, LookAheadCounters counters, EngineListener listener) {
    this.predictions = predictions;
    this.counters = counters;
    this.listener = listener;
  }

  /** Runs a batch on the calling thread. Afterwards each of its requests has an outcome. */
  void run(int lane, Batch<BatchTensors, Request> batch) {
    try {
      long started = System.nanoTime();
      int failed = run(lane, batch, 0, batch.rows());
      if (failed > 0 && failed == batch.rows()) {
        requireSoundModel(lane, batch);
      }
      long took = System.nanoTime() - started;
      batch.source().ran(batch.rows(), took);
      settle(batch, new Run(lane, started, took));
      tell(batch, took);
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

  /** Of a batch whose images were all given up there is nothing to tell. */
  private void tell(Batch<BatchTensors, Request> batch, long took) {
    for (Request request : batch.items()) {
      if (request != null) {
        listener.ran(request.model.version(), batch.rows(), took);
        return;
      }
    }
  }

  /** Runs some rows; returns how many failed, each on its own. */
  private static int run(int lane, Batch<BatchTensors, Request> batch, int from, int count) {
    try {
      batch.tensors().run(lane, from, count);
      return 0;
    } catch (ModelFailedException e) {
      if (count > 1) {
        return run(lane, batch, from, count / 2)
            + run(lane, batch, from + count / 2, count - count / 2);
      }
      Request culprit = batch.items().get(from);
      if (culprit != null) {
        culprit.suspect(e.getMessage() + "");
      }
      return 1;
    }
  }

  /**
   * Where every row failed, the images may be to blame or the device may be gone. An image of zeros
   * tells: a model that fails on it too is broken, and no event is failed for that.
   */
  private static void requireSoundModel(int lane, Batch<BatchTensors, Request> batch) {
    ByteBuffer zeros = batch.tensors().input(0);
    while (zeros.hasRemaining()) {
      zeros.put((byte) 0);
    }
    try {
      batch.tensors().run(lane, 0, 1);
    } catch (ModelFailedException e) {
      throw new IllegalStateException("the model fails on any image", e);
    }
  }

  private void settle(Batch<BatchTensors, Request> batch, Run run) {
    RowScores scores = null;
    for (int row = 0; row < batch.rows(); row++) {
      Request request = batch.items().get(row);
      if (request == null || request.isSettled() || request.failIfSuspected()) {
        continue;
      }
      if (scores == null) { // Once a batch, which is of one version.
        scores = new RowScores(request.model);
      }
      if (scores.read(batch.tensors(), row)) {
        Outcome.Timings timings = timings(request, batch.rows(), run);
        request.outcome.complete(
            new Outcome.Classified(
                predictions.write(request, scores.probabilities()),
                request.model.version(),
                request.cohort(),
                timings,
                scores.seen(request)));
      } else {
        request.fail(
            ErrorCode.OUTPUT_NOT_FINITE, "the model's output for this image is not finite");
      }
    }
  }

  private static Outcome.Timings timings(Request request, int rows, Run run) {
    return new Outcome.Timings(
        rows,
        request.model.device(run.lane()),
        run.lane(),
        request.takenUpNanos - request.submittedNanos,
        request.decodedNanos - request.takenUpNanos,
        run.startedNanos() - request.decodedNanos,
        run.tookNanos());
  }
}
