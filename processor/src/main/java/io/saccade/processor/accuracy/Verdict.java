package io.saccade.processor.accuracy;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What labels come to: a class's index, or one of these. */
public final class Verdict {

  /** There is no label yet. */
  public static final int NONE = -1;

  /** The labels contradict each other. */
  public static final int CONTRADICTED = -2;

  /** No label names a class of the version. */
  public static final int UNKNOWN = -3;

  /** All labels were found out too late. */
  public static final int LATE = -4;

  private Verdict() {}

  /**
   * The true class of an image, by its labels. Of each source the newest counts, and all sources
   * must agree.
   *
   * @param answered when the image passed, in milliseconds
   * @param waitMillis for how long after that labels count
   */
  static int of(Iterable<Truth> truths, ModelClasses classes, long answered, long waitMillis) {
    boolean late = false;
    boolean unknown = false;
    Map<Long, TreeMap<Long, Set<Integer>>> bySource = new HashMap<>();
    for (Truth truth : truths) {
      int index = TrueClass.index(truth.said(), classes);
      if (truth.labelledAt() > answered + waitMillis) {
        late = true;
      } else if (index < 0) {
        unknown = true;
      } else {
        bySource
            .computeIfAbsent(truth.source(), any -> new TreeMap<>())
            .computeIfAbsent(truth.labelledAt(), any -> new TreeSet<>())
            .add(index);
      }
    }
    Set<Integer> all = new TreeSet<>();
    bySource.values().forEach(times -> all.addAll(times.lastEntry().getValue()));
    if (all.isEmpty()) {
      return unknown ? UNKNOWN : late ? LATE : NONE;
    }
    return all.size() == 1 ? all.iterator().next() : CONTRADICTED;
  }
}
