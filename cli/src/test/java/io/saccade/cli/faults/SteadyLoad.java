package io.saccade.cli.faults;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Publishes so many events a second, evenly, and catches up where the broker was slow. */
final class SteadyLoad implements AutoCloseable {

  private static final int TICKS_A_SECOND = 20;

  private final EventLoad load;
  private final int perTick;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final CompletableFuture<Long> done = new CompletableFuture<>();
  private final AtomicLong published = new AtomicLong();
  private long left;

  /**
   * Starts at once.
   *
   * @param most after how many events it ends
   * @param rate events a second
   */
  SteadyLoad(EventLoad load, long most, int rate) {
    this.load = load;
    this.left = most;
    this.perTick = Math.max(1, rate / TICKS_A_SECOND);
    long period = TimeUnit.SECONDS.toNanos(1) / TICKS_A_SECOND;
    var unused = clock.scheduleAtFixedRate(this::tick, 0, period, TimeUnit.NANOSECONDS);
  }

  /** Waits until all is published. */
  void await() {
    done.join();
  }

  /** How many events the broker has. */
  long published() {
    return published.get();
  }

  /** Ends it; what was published is in the broker. */
  @Override
  public void close() {
    clock.shutdown();
    try {
      if (!clock.awaitTermination(1, TimeUnit.MINUTES)) {
        throw new AssertionError("the broker takes no events");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (done.isCompletedExceptionally()) {
      done.join();
    }
  }

  private void tick() {
    try {
      int now = (int) Math.min(left, perTick);
      load.publish(now);
      published.addAndGet(now);
      left -= now;
      if (left == 0) {
        done.complete(0L);
        clock.shutdown();
      }
    } catch (Exception | Error e) {
      done.completeExceptionally(e);
      clock.shutdown();
    }
  }
}
