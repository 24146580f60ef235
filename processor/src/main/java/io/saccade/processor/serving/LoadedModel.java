package io.saccade.processor.serving;

import io.saccade.model.bundle.Bundle;
import io.saccade.model.image.Preprocessor;
import io.saccade.processor.batch.BatchSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version that is ready to serve: its session, its preprocessing and a fixed set of batches. The
 * batches are borrowed and given back under the batcher's lock; everything else is immutable.
 */
public final class LoadedModel implements BatchSource<BatchTensors>, AutoCloseable {

  private final ModelVersion version;
  private final Bundle bundle;
  private final Model model;
  private final Preprocessor preprocessor;
  private final int capacity;
  private final List<BatchTensors> batches = new ArrayList<>();
  private final Deque<BatchTensors> free = new ArrayDeque<>();

  /**
   * Allocates the batches. Takes over the model: closing this closes it.
   *
   * @param batchSize the most images a batch may hold; less where the model's graph accepts less
   * @param batches how many batches may be in use at once
   * @throws ModelFailedException if the memory for the batches cannot be had
   */
  public LoadedModel(
      Bundle bundle, Model model, Preprocessor preprocessor, int batchSize, int batches)
      throws ModelFailedException {
    this.version = ModelVersion.of(bundle);
    this.bundle = bundle;
    this.model = model;
    this.preprocessor = preprocessor;
    this.capacity = Math.min(batchSize, model.maxBatch());
    try {
      for (int i = 0; i < batches; i++) {
        BatchTensors tensors = model.newBatch(capacity);
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

  /** Where it runs, as in {@code cpu}. */
  public String device() {
    return model.device();
  }

  @Override
  public int capacity() {
    return capacity;
  }

  @Override
  public @Nullable BatchTensors borrow() {
    return free.poll();
  }

  @Override
  public void giveBack(BatchTensors tensors) {
    free.add(tensors);
  }

  /** Frees the batches, the preprocessing's scratch memory and the session. */
  @Override
  public void close() {
    batches.forEach(BatchTensors::close);
    free.clear();
    model.close();
  }
}
