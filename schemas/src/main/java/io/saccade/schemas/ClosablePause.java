package io.saccade.schemas;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Real time, cut short when the client is closed. */
final class ClosablePause implements Pause {

  private final CountDownLatch closed = new CountDownLatch(1);

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public boolean await(Duration duration) throws InterruptedException {
    return !closed.await(duration.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
