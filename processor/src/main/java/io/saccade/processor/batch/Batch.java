package io.saccade.processor.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Images that go to the model together: filled by several decoding threads, run by one. All of its
 * state is guarded by the {@link Batcher} that made it; what a {@link Place} writes into the
 * tensors is published by {@link Batcher#fill}.
 *
 * @param <B> the tensors of a batch
 * @param <T> what waits for the result of one image
 */
public final class Batch<B, T> {

  private final BatchSource<B> source;
  private final B tensors;
  private final long firstClaim;
  private final List<@Nullable T> items = new ArrayList<>();
  private long oldestNanos;
  private int unfilled;
  private boolean closed;

  Batch(BatchSource<B> source, B tensors, long firstClaim) {
    this.source = source;
    this.tensors = tensors;
    this.firstClaim = firstClaim;
  }

  /** The tensors that the images were written into. */
  public B tensors() {
    return tensors;
  }

  /** How many rows of the tensors are in use, given up ones included. */
  public int rows() {
    return items.size();
  }

  /** What waits for each row; null where a row was given up. */
  public List<@Nullable T> items() {
    return Collections.unmodifiableList(items);
  }

  /** The key of the batch, and where its tensors come from. */
  public BatchSource<B> source() {
    return source;
  }

  /** How many images had been given a place, of whatever key, when this batch was opened. */
  long firstClaim() {
    return firstClaim;
  }

  /** When the oldest of its images was polled. */
  long oldestNanos() {
    return oldestNanos;
  }

  int claim(T item, long polledNanos) {
    if (items.isEmpty() || polledNanos - oldestNanos < 0) {
      oldestNanos = polledNanos;
    }
    items.add(item);
    unfilled++;
    return items.size() - 1;
  }

  void fill() {
    unfilled--;
  }

  void giveUp(int row) {
    items.set(row, null);
    unfilled--;
  }

  void close() {
    closed = true;
  }

  boolean closed() {
    return closed;
  }

  boolean filled() {
    return unfilled == 0;
  }
}
