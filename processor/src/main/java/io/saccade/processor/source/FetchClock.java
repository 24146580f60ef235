package io.saccade.processor.source;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends what has taken too long, however little by little it comes. */
final class FetchClock implements AutoCloseable {

  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "saccade-fetch-clock");
            thread.setDaemon(true);
            return thread;
          });

  FetchClock() {
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Does something again and again; it must be quick and must not throw. */
  void every(long nanos, Runnable task) {
    var unused = timer.scheduleWithFixedDelay(task, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /** Runs something when an attempt has no time left, unless the watch is closed before. */
  Watch watch(Attempt attempt, Runnable abort) {
    Watch watch = new Watch(attempt, abort);
    watch.again();
    return watch;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** Looks at the time that is left, which may grow. */
  final class Watch {

    private final Attempt attempt;
    private final Runnable abort;
    private volatile boolean closed;

    private Watch(Attempt attempt, Runnable abort) {
      this.attempt = attempt;
      this.abort = abort;
    }

    void close() {
      closed = true;
    }

    private void again() {
      if (!timer.isShutdown()) {
        var unused =
            timer.schedule(this::look, Math.max(1, attempt.leftNanos()), TimeUnit.NANOSECONDS);
      }
    }

    private void look() {
      if (closed) {
        return;
      }
      if (attempt.leftNanos() > 0) {
        again();
      } else {
        abort.run();
      }
    }
  }
}
