package io.saccade.processor.batch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key with a few named batches. */
final class Source implements BatchSource<String> {

  final RunTimes times;
  private final Buckets buckets;
  private final Patience patience;
  private final Deque<String> free = new ArrayDeque<>();

  /** One whose batches never wait. */
  Source(int capacity, String... names) {
    this(Buckets.fine(capacity), 0, names);
  }

  Source(Buckets buckets, long targetNanos, String... names) {
    this.buckets = buckets;
    this.times = new RunTimes(buckets);
    this.patience = new Patience(buckets, times, targetNanos);
    free.addAll(List.of(names));
  }

  @Override
  public Buckets buckets() {
    return buckets;
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
  public @Nullable String borrow() {
    return free.poll();
  }

  @Override
  public void giveBack(String tensors) {
    free.add(tensors);
  }
}
