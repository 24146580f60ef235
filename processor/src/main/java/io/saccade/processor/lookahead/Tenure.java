package io.saccade.processor.lookahead;

import java.time.Instant;

/**
 * The time for which this instance has a partition, as it tells it apart from the times of others.
 *
 * @param generation the latest generation of the consumer group in which the instance is known to
 *     have had the partition; -1 where none is known. The group's coordinator counts them up, and a
 *     partition has one owner in each
 * @param since when the instance took the partition, by its own clock
 */
public record Tenure(int generation, Instant since) {

  /** Where the generation is not known. */
  public static final int UNKNOWN = -1;

  /** The same, later on. */
  Tenure in(int later) {
    return later <= generation ? this : new Tenure(later, since);
  }
}
