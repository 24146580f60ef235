package io.saccade.model;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what is open outside the heap, so that a leak shows as a number that is not zero at stop.
 * One instance serves one process; it is handed to whatever opens native resources. Thread-safe.
 */
public final class NativeHandles {

  /** What can be left open. */
  public enum Kind {
    IMAGE,
    TENSOR,
    SESSION
  }

  private final Map<Kind, LongAdder> open = new EnumMap<>(Kind.class);

  public NativeHandles() {
    for (Kind kind : Kind.values()) {
      open.put(kind, new LongAdder());
    }
  }

  /** Says that one more resource of this kind is open. */
  public void opened(Kind kind) {
    counter(kind).increment();
  }

  /** Says that a resource of this kind was closed. */
  public void closed(Kind kind) {
    counter(kind).decrement();
  }

  /** How many resources of this kind are open now. */
  public long open(Kind kind) {
    return counter(kind).sum();
  }

  /** How many resources of any kind are open now. */
  public long open() {
    return open.values().stream().mapToLong(LongAdder::sum).sum();
  }

  private LongAdder counter(Kind kind) {
    LongAdder counter = open.get(kind);
    if (counter == null) {
      throw new IllegalStateException("no counter for " + kind);
    }
    return counter;
  }
}
