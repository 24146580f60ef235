package io.saccade.schemas;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes when told to: a wait is over at once, and remembered. */
final class HandTurnedPause implements Pause {

  final List<Duration> waits = new CopyOnWriteArrayList<>();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private volatile boolean closed;

  void pass(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }

  @Override
  public long nanoTime() {
    return nanos.get();
  }

  @Override
  public boolean await(Duration duration) {
    if (!closed) {
      waits.add(duration);
      pass(duration);
    }
    return !closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
