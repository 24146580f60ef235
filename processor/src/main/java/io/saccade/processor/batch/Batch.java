package io.saccade.processor.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Images that go to the model together: one open batch a key at any time, filled by several
 * decoding threads, run by one. All of its state is guarded by the {@link Batcher} that made it;
 * what a {@link Place} writes into the tensors is published by {@link Batcher#fill}.
 *
 * @param <B> the tensors of a batch
 * @param <T> what waits for the result of one image
 */
public final class Batch<B, T> {

  private final BatchSource<B> source;
  private final B tensors;
  private final int capacity;
  private final List<@Nullable T> items = new ArrayList<>();
  private int unfilled;
  private boolean closed;

  Batch(BatchSource<B> source, B tensors, int capacity) {
    this.source = source;
    this.tensors = tensors;
    this.capacity = capacity;
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

  BatchSource<B> source() {
    return source;
  }

  int claim(T item) {
    items.add(item);
    unfilled++;
    if (items.size() == capacity) {
      closed = true;
    }
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

  boolean ready() {
    return closed && unfilled == 0;
  }
}
