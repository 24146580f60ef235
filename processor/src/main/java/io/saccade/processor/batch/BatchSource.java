package io.saccade.processor.batch;

import org.jspecify.annotations.Nullable;

/**
 * Where a key's batches get their tensors from: a fixed set, so that native memory is bounded.
 * Called under the batcher's lock, unless it says otherwise.
 *
 * @param <B> the tensors of a batch
 */
public interface BatchSource<B> {

  /** The allowed batch sizes. */
  Buckets buckets();

  /** How long a batch may wait for company. */
  Patience patience();

  /** A batch of so many images has run, whole. Called by any thread, without the lock. */
  void ran(int rows, long tookNanos);

  /** Free tensors, or null while all of them are in use. */
  @Nullable B borrow();

  /** Takes back tensors whose batch has run. */
  void giveBack(B tensors);
}
