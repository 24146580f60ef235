package io.saccade.cli.demo;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The events that were sent and have not come out yet. Thread-safe. */
final class Underway {

  private final Map<String, Departure> departures = new ConcurrentHashMap<>();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong settled = new AtomicLong();

  /**
   * An event that was sent.
   *
   * @param nanos when, by {@link System#nanoTime}
   * @param light that its image is of
   */
  record Departure(long nanos, Light light) {}

  /** An event is about to be sent. */
  void left(String eventId, Departure departure) {
    departures.put(eventId, departure);
    sent.incrementAndGet();
  }

  /** An event has come out as a prediction; empty where it had before, or was never sent. */
  Optional<Departure> arrived(String eventId) {
    settled.incrementAndGet();
    return Optional.ofNullable(departures.remove(eventId));
  }

  /** An event has come out as a failure. */
  void failed() {
    settled.incrementAndGet();
  }

  /** How many events were sent in all. */
  long sent() {
    return sent.get();
  }

  /** How many have come out in all. */
  long settled() {
    return settled.get();
  }

  /** How many are on their way. */
  long outstanding() {
    return sent.get() - settled.get();
  }
}
