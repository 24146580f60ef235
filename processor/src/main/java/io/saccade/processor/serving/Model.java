package io.saccade.processor.serving;

/**
 * A model that is loaded on a device. Thread-safe; the batches that it makes are not. Closing it
 * frees its native memory; close its batches first.
 */
public interface Model extends AutoCloseable {

  /**
   * Allocates the tensors of one batch outside the heap, for as many images as the largest bucket.
   *
   * @throws ModelFailedException if the memory cannot be had
   */
  BatchTensors newBatch() throws ModelFailedException;

  /** How it runs: the plan that it was loaded with, less the buckets that its graph rejects. */
  LanePlan plan();

  /** Where it runs, as in {@code cpu} or {@code cuda:0}. */
  String device();

  @Override
  void close();
}
