package io.saccade.cli.demo;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds events against their outcomes, in both directions. Outcomes of one topic and key are told
 * in the order of that topic.
 */
final class DeliveryLedger {

  /** The events of one key share a partition, so the order of their offsets is the order sent. */
  private record Lane(String topic, int partition, @Nullable String key) {}

  /**
   * What is to be said.
   *
   * @param lost events with neither a prediction nor a failure
   * @param duplicated outcomes of an event that had one already
   * @param outOfOrder outcomes that came after one of a later event of the same key
   * @param strays outcomes of no event that was published
   */
  record Verdict(long lost, long duplicated, long outOfOrder, long strays) {

    boolean isExactlyOnce() {
      return lost == 0 && duplicated == 0 && outOfOrder == 0 && strays == 0;
    }
  }

  private final Set<Place> events = new HashSet<>();
  private final Set<Place> settled = new HashSet<>();
  private final Map<Lane, Long> furthest = new HashMap<>();
  private long duplicated;
  private long outOfOrder;
  private long strays;

  /** An event was published here. */
  void event(Place place) {
    events.add(place);
  }

  /** A prediction or a failure of the event at {@code source} was read from a topic. */
  void outcome(String topic, @Nullable String key, Place source) {
    if (!events.contains(source)) {
      strays++;
    } else if (!settled.add(source)) {
      duplicated++;
    } else {
      Long before = furthest.put(new Lane(topic, source.partition(), key), source.offset());
      if (before != null && before > source.offset()) {
        outOfOrder++;
      }
    }
  }

  /** Whether every event has an outcome. */
  boolean isSettled() {
    return settled.size() == events.size();
  }

  /** How many events have an outcome. */
  int settled() {
    return settled.size();
  }

  Verdict verdict() {
    return new Verdict(events.size() - settled.size(), duplicated, outOfOrder, strays);
  }
}
