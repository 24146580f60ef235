package io.saccade.cli.replay;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is replayed.
 *
 * @param topic of the events
 * @param spans by partition; partitions of which nothing is replayed are left out
 */
record Range(String topic, SortedMap<Integer, Span> spans) {

  Range {
    SortedMap<Integer, Span> filled = new TreeMap<>(spans);
    filled.values().removeIf(Span::isEmpty);
    spans = Collections.unmodifiableSortedMap(filled);
  }

  static Range of(String topic, Map<Integer, Span> spans) {
    return new Range(topic, new TreeMap<>(spans));
  }

  /** How many offsets there are; events are as many, or fewer. */
  long size() {
    return spans.values().stream().mapToLong(Span::size).sum();
  }

  boolean isEmpty() {
    return spans.isEmpty();
  }

  boolean contains(int partition, long offset) {
    Span span = spans.get(partition);
    return span != null && span.contains(offset);
  }

  /** As in {@code 0:100-250, 1:80-90}, which is how {@code --from-offsets} counts. */
  @Override
  public String toString() {
    return spans.entrySet().stream()
        .map(entry -> entry.getKey() + ":" + entry.getValue().from() + "-" + entry.getValue().to())
        .collect(Collectors.joining(", "));
  }
}
