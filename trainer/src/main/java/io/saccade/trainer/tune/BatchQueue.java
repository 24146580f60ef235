package io.saccade.trainer.tune;

import io.saccade.trainer.progress.TrainingFailedException;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The batches of a training one after the other, each made on a thread of its own while the one
 * before it is learned from.
 */
final class BatchQueue implements AutoCloseable {

  private final BatchMaker maker;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(work -> new Thread(work, "saccade-batches"));
  private int epoch;
  private int step;
  private Future<Batch> next;

  /** Begins with this step of this epoch. */
  BatchQueue(BatchMaker maker, int epoch, int step) {
    this.maker = maker;
    this.epoch = epoch;
    this.step = step;
    this.next = begin();
  }

  /** The next batch; after the last one of an epoch comes the first of another. */
  Batch take() throws IOException, TrainingFailedException, InterruptedException {
    Batch batch = result(next);
    step++;
    if (step == maker.steps()) {
      step = 0;
      epoch++;
    }
    next = begin();
    return batch;
  }

  private Future<Batch> begin() {
    int ofEpoch = epoch;
    int ofStep = step;
    return thread.submit(() -> maker.make(ofEpoch, ofStep));
  }

  private static Batch result(Future<Batch> future)
      throws IOException, TrainingFailedException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException unread) {
        throw new IOException(unread.getMessage(), unread);
      }
      if (e.getCause() instanceof TrainingFailedException failed) {
        throw new TrainingFailedException(String.valueOf(failed.getMessage()), failed);
      }
      throw new IllegalStateException("a batch could not be made", e.getCause());
    }
  }

  /** Waits for the batch that is being made: its maker must not be closed under it. */
  @Override
  public void close() {
    thread.shutdown();
    boolean interrupted = Thread.interrupted();
    boolean ended = false;
    while (!ended) {
      try {
        ended = thread.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
