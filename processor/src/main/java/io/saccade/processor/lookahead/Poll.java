package io.saccade.processor.lookahead;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The records of one poll that the topology has not reached yet. A task may go on elsewhere, and
 * leave its records uncounted: then nobody learns that the poll has ended, and nothing rests on it.
 */
final class Poll {

  private final AtomicInteger left;
  private final long begunNanos;
  private final int generation;

  /**
   * A poll.
   *
   * @param generation of the consumer group; {@link Tenure#UNKNOWN} where nobody knows
   */
  Poll(int records, long nowNanos, int generation) {
    left = new AtomicInteger(records);
    begunNanos = nowNanos;
    this.generation = generation;
  }

  int generation() {
    return generation;
  }

  /** Counts one record off; says whether it was the last. */
  boolean countOff() {
    return left.decrementAndGet() == 0;
  }

  /** How long it has been worked off. */
  long ageNanos(long nowNanos) {
    return nowNanos - begunNanos;
  }
}
