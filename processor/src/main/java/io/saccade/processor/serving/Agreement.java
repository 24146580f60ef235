package io.saccade.processor.serving;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far a shadow agrees with its primary: a tally of their most probable labels. Thread-safe, and
 * bounded: the first {@link #MOST_PAIRS} different pairs of labels are counted each by itself, and
 * those that come first when all are taken are counted in the totals only.
 */
public final class Agreement {

  /** How many pairs of labels are kept. What is common comes up early. */
  public static final int MOST_PAIRS = 4_096;

  private final Map<Pair, long[]> pairs = new HashMap<>();
  private long scored;
  private long agreed;
  private long skipped;
  private long failed;

  private record Pair(String primary, String shadow) {}

  /**
   * How often the two said this.
   *
   * @param primary the primary's most probable label
   * @param shadow the shadow's most probable label
   */
  public record PairCount(String primary, String shadow, long count) {}

  /**
   * The tally at one moment.
   *
   * @param scored images that both have labelled
   * @param agreed those of them whose most probable label is the same
   * @param skipped images that the shadow has not seen, because no lane was idle
   * @param failed images that the shadow has seen and given no label: its run failed, or its output
   *     was not finite
   * @param pairs the pairs of labels, equal ones included, commonest first
   */
  public record Snapshot(
      long scored, long agreed, long skipped, long failed, List<PairCount> pairs) {

    public Snapshot {
      pairs = List.copyOf(pairs);
    }
  }

  /** Both have labelled an image. */
  public synchronized void scored(String primary, String shadow) {
    scored++;
    if (primary.equals(shadow)) {
      agreed++;
    }
    Pair pair = new Pair(primary, shadow);
    long[] count = pairs.get(pair);
    if (count == null && pairs.size() < MOST_PAIRS) {
      count = new long[1];
      pairs.put(pair, count);
    }
    if (count != null) {
      count[0]++;
    }
  }

  /** Images were not scored, because no lane was idle. */
  public synchronized void skipped(long images) {
    skipped += images;
  }

  /** The shadow gave images no label. */
  public synchronized void failed(long images) {
    failed += images;
  }

  /**
   * The tally as it is now.
   *
   * @param most how many pairs at most
   */
  public synchronized Snapshot snapshot(int most) {
    if (most == 0) {
      return new Snapshot(scored, agreed, skipped, failed, List.of());
    }
    List<PairCount> commonest =
        pairs.entrySet().stream()
            .map(e -> new PairCount(e.getKey().primary(), e.getKey().shadow(), e.getValue()[0]))
            .sorted(
                Comparator.comparingLong(PairCount::count)
                    .reversed()
                    .thenComparing(PairCount::primary)
                    .thenComparing(PairCount::shadow))
            .limit(most)
            .toList();
    return new Snapshot(scored, agreed, skipped, failed, commonest);
  }
}
