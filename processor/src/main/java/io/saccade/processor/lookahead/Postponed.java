package io.saccade.processor.lookahead;

import java.util.Collection;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Requests that wait for a time, the earliest first. Guarded by the lock of the queue. */
final class Postponed {

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparingLong(Entry::untilNanos));

  private record Entry(Request request, long untilNanos) {}

  void add(Request request, long untilNanos) {
    entries.add(new Entry(request, untilNanos));
  }

  /** When the first of them is due, or null if there is none. */
  @Nullable Long nextNanos() {
    Entry next = entries.peek();
    return next == null ? null : next.untilNanos();
  }

  /** Moves those that are due. */
  void moveDue(long nowNanos, Collection<Request> to) {
    for (Request due = poll(nowNanos); due != null; due = poll(nowNanos)) {
      to.add(due);
    }
  }

  private @Nullable Request poll(long nowNanos) {
    Entry next = entries.peek();
    if (next == null || next.untilNanos() - nowNanos > 0) {
      return null;
    }
    entries.remove();
    return next.request();
  }

  /** Gives all of them up. */
  void release() {
    entries.forEach(entry -> entry.request().release());
    entries.clear();
  }
}
