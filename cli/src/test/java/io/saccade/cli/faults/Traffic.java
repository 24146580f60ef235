package io.saccade.cli.faults;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What becomes of the bytes on their way through a {@link TcpProxy}: they are passed on, late, or
 * held back. Nothing that was held back is left out later, because TCP would repeat it as well.
 * Thread-safe.
 */
final class Traffic {

  /** In which direction bytes travel. */
  enum Way {
    REQUESTS,
    RESPONSES
  }

  private final Set<Way> stopped = EnumSet.noneOf(Way.class);
  private Duration delay = Duration.ZERO;

  /** Lets nothing through on these ways. */
  synchronized void stop(Set<Way> ways) {
    stopped.addAll(ways);
  }

  /** Lets everything through, this much later. */
  synchronized void flow(Duration later) {
    stopped.clear();
    delay = later;
    notifyAll();
  }

  /** Returns when bytes that have come on this way may go on. */
  void awaitPassage(Way way) throws InterruptedException {
    long since = System.nanoTime();
    synchronized (this) {
      while (stopped.contains(way)) {
        wait();
      }
      for (long left = left(since); left > 0; left = left(since)) {
        wait(left);
      }
    }
  }

  private long left(long since) {
    return delay.minusNanos(System.nanoTime() - since).toMillis();
  }
}
