package io.saccade.processor.batch;

import org.jspecify.annotations.Nullable;

/**
 * Where a key's batches get their tensors from: a fixed set, so that native memory is bounded.
 * Called under the batcher's lock.
 *
 * @param <B> the tensors of a batch
 */
public interface BatchSource<B> {

  /** How many images one batch holds, at least 1. */
  int capacity();

  /** Free tensors, or null while all of them are in use. */
  @Nullable B borrow();

  /** Takes back tensors whose batch has run. */
  void giveBack(B tensors);
}
