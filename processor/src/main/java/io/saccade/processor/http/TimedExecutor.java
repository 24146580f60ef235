package io.saccade.processor.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Works on a few requests at a time, each for a bounded time: then its thread is interrupted, which
 * closes the connection that it reads or writes. The JDK's server bounds none of them by itself, so
 * that a few slow clients could keep everybody out.
 *
 * <p>Until it is known who asks what, and once a request is answered, a client has ten seconds to
 * send the rest; as soon as others wait for a thread, a quarter of a second, which the head of an
 * honest request never needs. So probes get in however many dawdle.
 */
final class TimedExecutor implements Executor, AutoCloseable {

  static final int THREADS = 16;

  private static final Duration PATIENT = Duration.ofSeconds(10);
  private static final Duration PRESSED = Duration.ofMillis(250);

  private final ThreadPoolExecutor workers =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Alarms.daemons("http"));
  private final Alarms alarms;
  private final Duration atMost;
  private final Map<Thread, Work> current = new ConcurrentHashMap<>();

  /**
   * An executor.
   *
   * @param atMost for a request, once it is known who asks what
   */
  TimedExecutor(Alarms alarms, Duration atMost) {
    this.alarms = alarms;
    this.atMost = atMost;
  }

  @Override
  public void execute(Runnable task) {
    workers.execute(() -> run(task));
    if (isPressed()) {
      current.values().forEach(Work::press);
    }
  }

  /** What the calling thread works on may take its whole time, from now. */
  void goOn() {
    Work work = current.get(Thread.currentThread());
    if (work != null) {
      work.goOn();
    }
  }

  /** The calling thread has answered, and only reads what the client sends beyond that. */
  void answered() {
    Work work = current.get(Thread.currentThread());
    if (work != null) {
      work.read();
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }

  private boolean isPressed() {
    return !workers.getQueue().isEmpty();
  }

  private void run(Runnable task) {
    try (Alarms.Alarm alarm = alarms.set(PATIENT)) {
      Work work = new Work(alarm);
      current.put(Thread.currentThread(), work);
      work.read();
      task.run();
    } finally {
      current.remove(Thread.currentThread());
    }
  }

  /** One request, and the alarm of its thread. */
  private final class Work {

    private final Alarms.Alarm alarm;
    private boolean reading;
    private boolean pressed;

    Work(Alarms.Alarm alarm) {
      this.alarm = alarm;
    }

    /** Waits for the client from now on. Whoever comes to wait for a thread later presses it. */
    synchronized void read() {
      reading = true;
      pressed = isPressed();
      alarm.setAnew(pressed ? PRESSED : patience());
    }

    synchronized void goOn() {
      reading = false;
      alarm.setAnew(atMost);
    }

    /** Only once: it would never end if each newcomer began the time anew. */
    synchronized void press() {
      if (reading && !pressed) {
        pressed = true;
        alarm.setAnew(PRESSED);
      }
    }

    private Duration patience() {
      return PATIENT.compareTo(atMost) < 0 ? PATIENT : atMost;
    }
  }
}
