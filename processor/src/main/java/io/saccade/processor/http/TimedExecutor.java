package io.saccade.processor.http;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Works on a few requests at a time, each for a bounded time: then its thread is interrupted, which
 * closes the connection that it reads or writes. The JDK's server bounds none of them by itself, so
 * that a few slow clients could keep everybody out.
 */
final class TimedExecutor implements Executor, AutoCloseable {

  static final int THREADS = 16;

  private static final Duration HEAD = Duration.ofSeconds(10);

  private final ExecutorService workers =
      Executors.newFixedThreadPool(THREADS, Alarms.daemons("http"));
  private final Alarms alarms;
  private final Duration atMost;
  private final ConcurrentMap<Thread, Alarms.Alarm> current = new ConcurrentHashMap<>();

  /**
   * An executor.
   *
   * @param atMost for a request, once it is known who asks what; until then ten seconds are enough
   */
  TimedExecutor(Alarms alarms, Duration atMost) {
    this.alarms = alarms;
    this.atMost = atMost;
  }

  @Override
  public void execute(Runnable task) {
    workers.execute(() -> run(task));
  }

  /** What the calling thread works on may take its whole time, from now. */
  void goOn() {
    Alarms.Alarm alarm = current.get(Thread.currentThread());
    if (alarm != null) {
      alarm.setAnew(atMost);
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }

  private void run(Runnable task) {
    try (Alarms.Alarm alarm = alarms.set(HEAD.compareTo(atMost) < 0 ? HEAD : atMost)) {
      current.put(Thread.currentThread(), alarm);
      task.run();
    } finally {
      current.remove(Thread.currentThread());
    }
  }
}
