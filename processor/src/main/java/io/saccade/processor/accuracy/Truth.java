package io.saccade.processor.accuracy;

import java.util.Comparator;

/**
 * What somebody says that an image shows.
 *
 * @param labelledAt when they found out, in milliseconds
 * @param source who says so, as a number that is the same for the same name
 * @param said the class, as {@link TrueClass} writes it
 * @param sentAt when the label was sent, in milliseconds
 */
public record Truth(long labelledAt, long source, String said, long sentAt)
    implements Comparable<Truth> {

  private static final Comparator<Truth> ORDER =
      Comparator.comparingLong(Truth::labelledAt)
          .thenComparingLong(Truth::source)
          .thenComparing(Truth::said)
          .thenComparingLong(Truth::sentAt);

  /** Refuses what names no class. */
  public Truth {
    TrueClass.require(said);
  }

  /** Whether the other says the same, whenever it was sent. */
  boolean says(Truth other) {
    return labelledAt == other.labelledAt && source == other.source && said.equals(other.said);
  }

  /** The earliest first. */
  @Override
  public int compareTo(Truth other) {
    return ORDER.compare(this, other);
  }
}
