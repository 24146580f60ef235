package io.saccade.processor.serving;

/**
 * A model that is loaded on one or more devices. Thread-safe; the batches that it makes are not.
 * Closing it frees its native memory; close its batches first.
 */
public interface Model extends AutoCloseable {

  /**
   * Allocates the tensors of one batch outside the heap, for as many images as the largest bucket.
   * Any lane may run it.
   *
   * @throws ModelFailedException if the memory cannot be had
   */
  BatchTensors newBatch() throws ModelFailedException;

  /** How it runs: the plan that it was loaded with, less the buckets that its graph rejects. */
  LanePlan plan();

  /** Where a lane runs, as in {@code cpu} or {@code cuda:0}. */
  String device(int lane);

  /**
   * How many lanes, from lane 0, have sessions of their own. Lanes beyond share those; on a CPU all
   * share the first one's. Each of these lanes has to prove itself.
   */
  int ownLanes();

  /** Where it runs, for people: every device, and what of the model does not run there. */
  String where();

  @Override
  void close();
}
