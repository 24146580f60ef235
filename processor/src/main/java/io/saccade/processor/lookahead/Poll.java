package io.saccade.processor.lookahead;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The records of one poll that the topology has not reached yet. A task may go on elsewhere, and
 * leave its records uncounted: then nobody learns that the poll has ended, and nothing rests on it.
 */
final class Poll {

  private final AtomicInteger left;
  private final long begunNanos;
  private final AtomicLong askedNanos;
  private final int generation;

  /**
   * A poll.
   *
   * @param generation of the consumer group; {@link Tenure#UNKNOWN} where nobody knows
   */
  Poll(int records, long nowNanos, int generation) {
    left = new AtomicInteger(records);
    begunNanos = nowNanos;
    askedNanos = new AtomicLong(nowNanos);
    this.generation = generation;
  }

  int generation() {
    return generation;
  }

  /** Counts one record off; says whether what was done should be committed after it. */
  boolean countOff(CommitRule rule, long nowNanos) {
    if (left.decrementAndGet() == 0) {
      return rule.endsWithCommit(nowNanos - begunNanos);
    }
    long asked = askedNanos.get();
    return rule.isDue(nowNanos - asked) && askedNanos.compareAndSet(asked, nowNanos);
  }
}
