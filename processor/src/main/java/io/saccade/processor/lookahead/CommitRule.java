package io.saccade.processor.lookahead;

import java.time.Duration;

/**
 * When a commit is asked for, beside those that Kafka Streams makes by itself.
 *
 * <p>Kafka Streams looks at its interval between records, and so not while it waits for the first
 * result of a poll. Under at-least-once, what a killed process has forwarded since its last commit
 * is done again: it is bounded by {@code within} and the time that the commit itself takes, times
 * the rate, and not by the size of a poll. While a poll is worked off its other images are in the
 * engine, so the lanes do not wait for such a commit.
 *
 * @param interval how often Kafka Streams commits by itself; a poll that is done within it is
 *     committed at its end
 * @param within how long what a poll has brought may be forwarded before a commit is asked for
 */
public record CommitRule(Duration interval, Duration within) {

  private static final Duration REPEATED = Duration.ofMillis(100);
  private static final Duration NEVER = Duration.ofDays(365);

  /** Nothing is repeated, however long ago the last commit was. */
  public static CommitRule exactlyOnce(Duration interval) {
    return new CommitRule(interval, NEVER);
  }

  /** What is done since the last commit is repeated after a kill. */
  public static CommitRule atLeastOnce(Duration interval) {
    return new CommitRule(interval, REPEATED.compareTo(interval) < 0 ? REPEATED : interval);
  }

  /** Whether a poll is committed at its end that took so long. */
  boolean endsWithCommit(long pollNanos) {
    return pollNanos < interval.toNanos() || pollNanos >= within.toNanos();
  }

  /** Whether a commit is due so long after the last that was asked for. */
  boolean isDue(long sinceNanos) {
    return sinceNanos >= within.toNanos();
  }
}
