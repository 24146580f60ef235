package io.saccade.bench.pipeline;

import io.saccade.cli.console.StopSignal;
import java.time.Duration;

/**
 * Makes Ctrl-C interrupt the thread that made this, so that the broker is stopped and the folder is
 * removed before the process goes.
 */
public final class Interruptible implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(30);

  private final StopSignal stop = new StopSignal(GRACE);
  private final Thread watcher;

  /** Listens until it is closed. */
  public Interruptible() {
    Thread owner = Thread.currentThread();
    watcher =
        new Thread(
            () -> {
              try {
                stop.await();
                owner.interrupt();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "saccade-bench-stop");
    watcher.setDaemon(true);
    watcher.start();
  }

  @Override
  public void close() {
    watcher.interrupt();
    stop.close();
  }
}
