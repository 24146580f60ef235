package io.saccade.processor.http;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts threads whose time is over, which closes the connections that they read or write.
 * Thread-safe.
 */
final class Alarms implements AutoCloseable {

  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(1, daemons("http-clock"));

  Alarms() {
    clock.setRemoveOnCancelPolicy(true);
    // Who is about to end when the server stops is not told to.
    clock.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
  }

  /** Interrupts the calling thread after a while, unless the alarm is closed before. */
  Alarm set(Duration after) {
    Alarm alarm = new Alarm(Thread.currentThread());
    alarm.setAnew(after);
    return alarm;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  static ThreadFactory daemons(String name) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, "saccade-%s-%d".formatted(name, number.incrementAndGet()));
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Of one thread, for one piece of its work. */
  final class Alarm implements AutoCloseable {

    private final Thread thread;
    private @Nullable ScheduledFuture<?> stroke;
    private int setting;
    private boolean struck;

    private Alarm(Thread thread) {
      this.thread = thread;
    }

    /** Counts from now. */
    synchronized void setAnew(Duration after) {
      cancel();
      int mine = setting;
      stroke = clock.schedule(() -> strike(mine), after.toNanos(), TimeUnit.NANOSECONDS);
    }

    private synchronized void strike(int of) {
      if (of == setting) {
        struck = true;
        thread.interrupt();
      }
    }

    /** What strikes although it was called off does nothing. */
    private void cancel() {
      setting++;
      if (stroke != null) {
        stroke.cancel(false);
      }
    }

    /** The thread goes on with something else, and forgets that it was interrupted. */
    @Override
    public synchronized void close() {
      cancel();
      if (struck) {
        boolean unused = Thread.interrupted();
      }
    }
  }
}
