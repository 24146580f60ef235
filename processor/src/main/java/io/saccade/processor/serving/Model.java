package io.saccade.processor.serving;

/**
 * A model that is loaded on a device. Thread-safe; the batches that it makes are not. Closing it
 * frees its native memory; close its batches first.
 */
public interface Model extends AutoCloseable {

  /**
   * Allocates the tensors of one batch outside the heap.
   *
   * @param capacity the most images that the batch may hold, at least 1 and at most {@link
   *     #maxBatch()}
   * @throws ModelFailedException if the memory cannot be had
   */
  BatchTensors newBatch(int capacity) throws ModelFailedException;

  /** The most images that the model's graph accepts at once: 1 where its batch dimension is 1. */
  int maxBatch();

  /** Where it runs, as in {@code cpu} or {@code cuda:0}. */
  String device();

  @Override
  void close();
}
