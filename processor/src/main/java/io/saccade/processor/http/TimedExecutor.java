package io.saccade.processor.http;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Works on a few requests at a time, each for a bounded time: then its thread is interrupted, which
 * closes the connection that it reads or writes. The JDK's server bounds none of them by itself, so
 * that a few slow clients could keep everybody out.
 */
final class TimedExecutor implements Executor, AutoCloseable {

  private static final int THREADS = 8;

  private final ExecutorService workers = Executors.newFixedThreadPool(THREADS, daemons("http"));
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(daemons("http-clock"));
  private final Duration atMost;

  TimedExecutor(Duration atMost) {
    this.atMost = atMost;
  }

  @Override
  public void execute(Runnable task) {
    workers.execute(() -> run(task));
  }

  @Override
  public void close() {
    workers.shutdownNow();
    clock.shutdownNow();
  }

  private void run(Runnable task) {
    Deadline deadline = new Deadline(Thread.currentThread());
    ScheduledFuture<?> alarm =
        clock.schedule(deadline::strike, atMost.toNanos(), TimeUnit.NANOSECONDS);
    try {
      task.run();
    } finally {
      deadline.over();
      alarm.cancel(false);
    }
  }

  private static ThreadFactory daemons(String name) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, "saccade-%s-%d".formatted(name, number.incrementAndGet()));
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Interrupts a thread unless it is done before. */
  private static final class Deadline {

    private final Thread thread;
    private boolean over;

    Deadline(Thread thread) {
      this.thread = thread;
    }

    synchronized void strike() {
      if (!over) {
        thread.interrupt();
      }
    }

    /** The thread goes on with something else, and forgets that it was interrupted. */
    synchronized void over() {
      over = true;
      boolean unused = Thread.interrupted();
    }
  }
}
