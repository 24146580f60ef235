package io.saccade.schemas;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ids that the registry lately did not know, so that a flood of records with a made-up id does
 * not become a flood of requests. Bounded; an id is asked for again after a while, since a registry
 * may learn it. Thread-safe.
 */
final class MissingIds {

  private static final int MOST = 1_000;

  private final long ttlNanos;
  private final Pause pause;

  /** When each id was missed, oldest first. */
  private final Map<Integer, Long> missedAt = new LinkedHashMap<>();

  MissingIds(Duration ttl, Pause pause) {
    this.ttlNanos = ttl.toNanos();
    this.pause = pause;
  }

  synchronized void add(int id) {
    missedAt.remove(id);
    missedAt.put(id, pause.nanoTime());
    if (missedAt.size() > MOST) {
      missedAt.remove(missedAt.keySet().iterator().next());
    }
  }

  synchronized boolean contains(int id) {
    Long at = missedAt.get(id);
    return at != null && pause.nanoTime() - at < ttlNanos;
  }
}
