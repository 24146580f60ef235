package io.saccade.processor.batch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers images into batches across partitions, tasks and stream threads.
 *
 * <p>Invariants: a batch never mixes keys (model versions); a key has at most one open batch; a
 * batch runs once, when every one of its rows is filled or given up; batches of all keys run in the
 * order in which they became ready.
 *
 * <p>Latency: no batch ever waits for company. A batch is closed when it is full, or as soon as
 * {@link #closeOpen} says that nothing more is on its way to it; so an image waits for others only
 * while the machine is busy anyway.
 *
 * <p>Not thread-safe: the owner guards every call by one lock. It starts no thread, reads no clock
 * and never blocks, which is what lets tests drive it by hand.
 *
 * @param <B> the tensors of a batch
 * @param <T> what waits for the result of one image
 */
public final class Batcher<B, T> {

  private final Map<BatchSource<B>, Batch<B, T>> open = new LinkedHashMap<>();
  private final Deque<Batch<B, T>> ready = new ArrayDeque<>();

  /**
   * Claims a row in the open batch of a key.
   *
   * @param source the key of the batch, and where its tensors come from
   * @param item what waits for the result
   * @return the place, or null while every batch of the key is in use; then run one that is ready,
   *     or wait until one comes back
   */
  public @Nullable Place<B, T> claim(BatchSource<B> source, T item) {
    Batch<B, T> batch = open.get(source);
    if (batch == null) {
      B tensors = source.borrow();
      if (tensors == null) {
        return null;
      }
      batch = new Batch<>(source, tensors, source.capacity());
      open.put(source, batch);
    }
    int row = batch.claim(item);
    if (batch.closed()) {
      open.remove(source);
    }
    return new Place<>(batch, row);
  }

  /**
   * Claims a batch for one image alone, because it is suspected of something.
   *
   * @return as {@link #claim}
   */
  public @Nullable Place<B, T> claimAlone(BatchSource<B> source, T item) {
    B tensors = source.borrow();
    if (tensors == null) {
      return null;
    }
    Batch<B, T> batch = new Batch<>(source, tensors, 1);
    return new Place<>(batch, batch.claim(item));
  }

  /** Says that the image of a place stands in the tensors. */
  public void fill(Place<B, T> place) {
    place.batch().fill();
    queueIfReady(place.batch());
  }

  /** Gives up a place whose image could not be written; its row is computed and thrown away. */
  public void giveUp(Place<B, T> place) {
    place.batch().giveUp(place.row());
    queueIfReady(place.batch());
  }

  /** Closes every open batch, because a worker has nothing better to do than to run it. */
  public void closeOpen() {
    for (Batch<B, T> batch : open.values()) {
      batch.close();
      queueIfReady(batch);
    }
    open.clear();
  }

  /** The next batch to run, or null if none is ready. The caller must {@link #recycle} it. */
  public @Nullable Batch<B, T> poll() {
    return ready.poll();
  }

  /** Whether a batch is ready to run. */
  public boolean hasReady() {
    return !ready.isEmpty();
  }

  /** Takes back the tensors of a batch that has run. */
  public void recycle(Batch<B, T> batch) {
    batch.source().giveBack(batch.tensors());
  }

  private void queueIfReady(Batch<B, T> batch) {
    if (batch.ready()) {
      ready.add(batch);
    }
  }
}
