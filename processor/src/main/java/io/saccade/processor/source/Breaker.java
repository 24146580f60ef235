package io.saccade.processor.source;

import java.util.HashSet;
import java.util.Set;

/**
 * Whether a host is out of order. A single image that stalls says nothing of its host; many
 * different ones in a row do, and so does a host that takes no connection. While it is open, one
 * fetch at a time asks how the host is. Guarded by the lock of the {@link FetchQueue}.
 */
final class Breaker {

  private final SourceSettings.Outage outage;
  private final int attempts;
  private final Set<Target> failed = new HashSet<>();
  private int refusedConnections;
  private boolean open;
  private boolean asking;
  private long nextNanos;
  private int running;
  private long openings;

  Breaker(SourceSettings settings) {
    this.outage = settings.outage();
    this.attempts = settings.times().attempts();
  }

  /** How many fetches are under way. */
  int running() {
    return running;
  }

  /** How often it has opened: who began before an outage begins anew after it. */
  long openings() {
    return openings;
  }

  /** Whether events of the host wait instead of failing. */
  boolean isOpen() {
    return open;
  }

  /** Whether a fetch may begin. */
  boolean admits(long now) {
    return !open || (!asking && now - nextNanos >= 0);
  }

  /** When it will admit one again. */
  long nextNanos() {
    return nextNanos;
  }

  /** A fetch begins; returns whether it asks how the host is. */
  boolean begins(long now) {
    running++;
    if (open) {
      asking = true;
      nextNanos = now + outage.pause().toNanos();
    }
    return open;
  }

  /** A fetch has ended. */
  void ended(FetchJob job) {
    running--;
    if (job.isAsking()) {
      asking = false;
    }
  }

  /** The host does what it is there for. */
  void answered() {
    failed.clear();
    refusedConnections = 0;
    open = false;
  }

  /**
   * The host did not answer, or with nothing of use.
   *
   * @return whether that has opened it
   */
  boolean failed(Target target, boolean noConnection, long now) {
    failed.add(target);
    refusedConnections = noConnection ? refusedConnections + 1 : 0;
    boolean gone = refusedConnections >= Math.min(attempts, outage.failures());
    boolean opens = !open && (gone || failed.size() >= outage.failures());
    if (opens) {
      open = true;
      openings++;
    }
    if (open) {
      nextNanos = now + outage.pause().toNanos();
      failed.clear(); // What is remembered stays bounded.
    }
    return opens;
  }
}
