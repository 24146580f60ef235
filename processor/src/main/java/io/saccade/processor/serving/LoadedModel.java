package io.saccade.processor.serving;

import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.Preprocessor;
import io.saccade.processor.batch.BatchSource;
import io.saccade.processor.batch.Buckets;
import io.saccade.processor.batch.Patience;
import io.saccade.processor.batch.RunTimes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version that is ready to serve: its session, its preprocessing and a bounded set of batches.
 * Thread-safe.
 */
public final class LoadedModel implements BatchSource<BatchTensors>, AutoCloseable {

  private final ModelVersion version;
  private final Bundle bundle;
  private final Model model;
  private final Preprocessor preprocessor;
  private final List<BatchTensors> batches = new ArrayList<>();
  private final Deque<BatchTensors> free = new ArrayDeque<>();
  private final int planned;
  private final RunTimes times;
  private final Patience patience;
  private boolean closing;
  private boolean closed;

  /**
   * Allocates the batches. Takes over the model: closing this closes it.
   *
   * @param batches how many batches may be in use at once
   * @throws ModelFailedException if the memory for the batches cannot be had
   */
  public LoadedModel(Bundle bundle, Model model, Preprocessor preprocessor, int batches)
      throws ModelFailedException {
    this.version = ModelVersion.of(bundle);
    this.bundle = bundle;
    this.model = model;
    this.preprocessor = preprocessor;
    this.planned = batches;
    this.times = new RunTimes(buckets());
    this.patience = new Patience(buckets(), times, plan().latencyTarget().toNanos());
    try {
      for (int i = 0; i < batches; i++) {
        BatchTensors tensors = model.newBatch();
        this.batches.add(tensors);
        free.add(tensors);
      }
    } catch (ModelFailedException e) {
      this.batches.forEach(BatchTensors::close);
      throw e;
    }
  }

  public ModelVersion version() {
    return version;
  }

  public Bundle bundle() {
    return bundle;
  }

  public Preprocessor preprocessor() {
    return preprocessor;
  }

  /** Where a lane runs, as in {@code cpu} or {@code cuda:0}. */
  public String device(int lane) {
    return model.device(lane);
  }

  /** Where it runs, for people. */
  public String where() {
    return model.where();
  }

  /** How many lanes, from lane 0, have sessions of their own. */
  int ownLanes() {
    return model.ownLanes();
  }

  /** Bytes outside the heap that the inputs of all its batches take. */
  public long batchBytes() {
    return (long) planned * buckets().largest() * preprocessor.preprocessing().tensorBytes();
  }

  /** How it runs. */
  public LanePlan plan() {
    return model.plan();
  }

  @Override
  public Buckets buckets() {
    return model.plan().buckets();
  }

  @Override
  public Patience patience() {
    return patience;
  }

  @Override
  public void ran(int rows, long tookNanos) {
    times.ran(rows, tookNanos);
  }

  @Override
  public synchronized @Nullable BatchTensors borrow() {
    return closing ? null : free.poll();
  }

  /** A batch of a version that was just loaded, and so has all of them free. */
  BatchTensors borrowFirst() {
    BatchTensors tensors = borrow();
    if (tensors == null) {
      throw new IllegalStateException("a version that was just loaded has all its batches free");
    }
    return tensors;
  }

  @Override
  public synchronized void giveBack(BatchTensors tensors) {
    free.push(tensors); // The next is the one that caches still hold.
    if (closing) {
      closeIfUnused();
    }
  }

  /**
   * Makes up for a batch that is stuck in the model, and may never come back.
   *
   * @throws ModelFailedException if as many are stuck as there were in the first place, or there is
   *     no memory for another
   */
  public synchronized void replaceStuckBatch() throws ModelFailedException {
    if (batches.size() >= 2 * planned) {
      throw new ModelFailedException(
          "%d batches are stuck in the model on %s".formatted(planned, where()));
    }
    BatchTensors tensors = model.newBatch();
    batches.add(tensors);
    free.add(tensors);
  }

  /**
   * Frees the batches and the session: now, or when the last batch comes back that is still in use,
   * because freeing what native code is reading takes the process down.
   */
  @Override
  public synchronized void close() {
    closing = true;
    closeIfUnused();
  }

  private void closeIfUnused() {
    if (closed || free.size() < batches.size()) {
      return;
    }
    closed = true;
    batches.forEach(BatchTensors::close);
    model.close();
  }
}
