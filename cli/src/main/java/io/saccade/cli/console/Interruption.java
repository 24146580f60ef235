package io.saccade.cli.console;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.utils.Signals;

/**
 * Ends a command that has no {@link StopSignal} of its own on Ctrl-C or SIGTERM: its thread is
 * interrupted, so that it closes what it has open as after any failure. One that does not end in
 * time is ended, and so is one at the second signal.
 *
 * <p>Left to the JVM, these signals would start all shutdown hooks at once, and that of ONNX
 * Runtime takes its environment away from under sessions that are still running, which has crashed.
 */
public final class Interruption {

  private static final Duration GRACE = Duration.ofSeconds(5);

  /** What a shell expects: 128 and the signal's number. */
  private static final Map<String, Integer> CODES = Map.of("INT", 130, "TERM", 143);

  private final Thread command;
  private final AtomicInteger code = new AtomicInteger();

  private Interruption(Thread command) {
    this.command = command;
  }

  /** Interrupts this thread at the first signal from now on. */
  public static Interruption of(Thread command) {
    Interruption interruption = new Interruption(command);
    CODES.forEach(
        (signal, code) -> Signals.register(signal, () -> interruption.signalled(signal, code)));
    return interruption;
  }

  /** The exit code of a process that a signal has ended, or else the command's own. */
  public int codeOr(int own) {
    int signalled = code.get();
    return signalled == 0 ? own : signalled;
  }

  private void signalled(String signal, int number) {
    if (!code.compareAndSet(0, number)) {
      Runtime.getRuntime().halt(number);
    }
    command.interrupt();
    Thread patience = new Thread(() -> haltUnlessEnded(number), "saccade-patience-" + signal);
    patience.setDaemon(true);
    patience.start();
  }

  private void haltUnlessEnded(int number) {
    try {
      TimeUnit.NANOSECONDS.timedJoin(command, GRACE.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(number);
  }
}
