package io.saccade.cli.console;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.utils.Signals;

/**
 * Lets a command that runs in the foreground end well on Ctrl-C or SIGTERM: the first of them wakes
 * {@link #await()}, and the process waits for {@link #close()} (as long as the grace period lasts)
 * before it goes. The thread that makes it is the one that ends the process, see {@link Exit}. The
 * second Ctrl-C ends it at once.
 *
 * <p>These two signals are taken before the JVM sees them: it would start all shutdown hooks at the
 * same time, and that of ONNX Runtime takes its environment away from under the lanes that are
 * still running, which has crashed. The hook here is for what else ends a process, such as the end
 * of its terminal.
 */
public final class StopSignal implements AutoCloseable {

  /** How long the command's own exit code is waited for, once everything is stopped. */
  private static final Duration EXIT = Duration.ofSeconds(2);

  /** The exit codes, as a shell has them: 128 and the signal's number. */
  private static final Map<String, Integer> CODES = Map.of("INT", 130, "TERM", 143);

  private final Thread owner = Thread.currentThread();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicInteger code = new AtomicInteger();
  private final Thread hook;
  private final Map<String, Object> replaced = new HashMap<>();

  /** Listens from now on. */
  public StopSignal(Duration grace) {
    this.hook =
        new Thread(
            () -> {
              asked.countDown();
              awaitStopped(grace);
            },
            "saccade-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    CODES.forEach(
        (signal, code) -> {
          Object before = Signals.register(signal, () -> signalled(code, grace));
          if (before != null) {
            replaced.put(signal, before);
          }
        });
  }

  /** Asks to stop, as Ctrl-C would. */
  public void ask() {
    asked.countDown();
  }

  /** Whether somebody asked to stop. */
  public boolean isAsked() {
    return asked.getCount() == 0;
  }

  /** Waits until somebody asks to stop. */
  public void await() throws InterruptedException {
    asked.await();
  }

  /** Waits until somebody asks to stop, or the time is over; says which. */
  public boolean await(Duration time) throws InterruptedException {
    return asked.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Interrupts the calling thread when somebody asks to stop, until it is disarmed: for what blocks
   * before there is anything to close.
   */
  public Interrupter interrupter() {
    return new Interrupter(Thread.currentThread());
  }

  /** Everything is stopped: the process may go. */
  @Override
  public void close() {
    stopped.countDown();
    replaced.forEach(Signals::unregister);
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyGoing) {
      // The hook runs and sees that everything is stopped.
    }
  }

  /** The exit code of a process that a signal has stopped, or else this one. */
  public int codeOr(int other) {
    int signalled = code.get();
    return signalled == 0 ? other : signalled;
  }

  private void signalled(int by, Duration grace) {
    if (isAsked()) {
      Runtime.getRuntime().halt(by);
    }
    code.set(by);
    asked.countDown();
    Thread patience = new Thread(() -> haltUnlessStopped(grace), "saccade-patience");
    patience.setDaemon(true);
    patience.start();
  }

  private void haltUnlessStopped(Duration grace) {
    try {
      if (!stopped.await(grace.toNanos(), TimeUnit.NANOSECONDS)) {
        Runtime.getRuntime().halt(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitStopped(Duration grace) {
    try {
      haltUnlessStopped(grace);
      owner.join(EXIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stands by to interrupt one thread. */
  public final class Interrupter {

    private final Thread target;
    private boolean armed = true;

    private Interrupter(Thread target) {
      this.target = target;
      Thread watcher = new Thread(this::watch, "saccade-interrupter");
      watcher.setDaemon(true);
      watcher.start();
    }

    /** The thread is not interrupted any more, and forgets that it was. To be called by it. */
    public synchronized void disarm() {
      armed = false;
      if (isAsked()) {
        boolean unused = Thread.interrupted();
      }
    }

    private void watch() {
      try {
        asked.await();
        interrupt();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private synchronized void interrupt() {
      if (armed) {
        target.interrupt();
      }
    }
  }
}
