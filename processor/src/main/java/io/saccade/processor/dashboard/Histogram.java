package io.saccade.processor.dashboard;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How many values were at most so large, since the beginning.
 *
 * @param bounds upper ends, ascending
 * @param counts of each bound, how many values are at most that
 * @param total how many values there are, those above the last bound included
 */
public record Histogram(List<Double> bounds, List<Long> counts, long total) {

  /** Without a value. */
  public static final Histogram EMPTY = new Histogram(List.of(), List.of(), 0);

  public Histogram {
    if (bounds.size() != counts.size()) {
      throw new IllegalArgumentException(
          "there must be a count for each of %d bounds, but there were %d"
              .formatted(bounds.size(), counts.size()));
    }
    bounds = List.copyOf(bounds);
    counts = List.copyOf(counts);
  }

  /**
   * The value below which a share of those lie that have come since an earlier look, linear within
   * its bucket; empty where none has come. Above the last bound it is that bound.
   */
  OptionalDouble quantile(double share, Histogram before) {
    boolean comparable = before.bounds.equals(bounds) && before.total <= total;
    Histogram earlier = comparable ? before : EMPTY;
    long come = total - earlier.total;
    if (come <= 0 || bounds.isEmpty()) {
      return OptionalDouble.empty();
    }
    double rank = share * come;
    double lower = 0;
    long below = 0;
    for (int i = 0; i < bounds.size(); i++) {
      long until = counts.get(i) - (comparable ? earlier.countAt(i) : 0);
      if (until >= rank && until > below) {
        double within = Math.max(0, rank - below) / (until - below);
        return OptionalDouble.of(lower + within * (bounds.get(i) - lower));
      }
      below = until;
      lower = bounds.get(i);
    }
    return OptionalDouble.of(lower);
  }

  private long countAt(int bucket) {
    return counts.isEmpty() ? 0 : counts.get(bucket);
  }
}
