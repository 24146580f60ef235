package io.saccade.cli.why;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a search has looked at.
 *
 * @param what the partitions and offsets, for people
 * @param records how many offsets were looked at
 * @param all how many there were
 */
record Searched(String what, long records, long all) {

  private static final int FEW = 4;

  static Searched of(List<TopicScan.Part> parts, long records, long all) {
    String what =
        parts.size() <= FEW
            ? parts.stream()
                .map(part -> "%s %,d to %,d".formatted(part.partition(), part.from(), part.to()))
                .collect(Collectors.joining(", "))
            : "%d partitions of %s"
                .formatted(
                    parts.size(),
                    String.join(
                        " and ",
                        parts.stream()
                            .map(part -> part.partition().topic())
                            .collect(Collectors.toCollection(TreeSet::new))));
    return new Searched(what, records, all);
  }

  /** Whether the search ended before the end. */
  boolean cutShort() {
    return records < all;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s: %,d of %,d records", what, records, all);
  }
}
