package io.saccade.cli.replay;

import io.saccade.processor.release.Succession;
import io.saccade.schemas.avro.FirstOffset;
import io.saccade.schemas.avro.ModelStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Which release answered which event, as the instances told it. */
final class RecordedReleases {

  private final Map<Integer, Succession<RecordedRelease>> byPartition = new HashMap<>();
  private final List<RecordedRelease> inOrder = new ArrayList<>();

  /**
   * Reads the records.
   *
   * @param topic of the events
   * @param statuses in the order in which they were written
   */
  static RecordedReleases of(String topic, List<ModelStatus> statuses) {
    RecordedReleases releases = new RecordedReleases();
    for (ModelStatus status : statuses) {
      Optional<RecordedRelease> release = RecordedRelease.of(status);
      if (release.isPresent()) {
        for (FirstOffset first : status.getFirstOffsets()) {
          if (first.getTopic().equals(topic)) {
            releases.add(release.get(), status, first);
          }
        }
      }
    }
    return releases;
  }

  /**
   * A part of a partition that one release answered.
   *
   * @param release empty where nobody said which
   */
  record Stretch(Span span, Optional<RecordedRelease> release) {}

  /** What answered a part of a partition, in the order of the offsets. */
  List<Stretch> answering(int partition, Span span) {
    NavigableMap<Long, RecordedRelease> starts = new TreeMap<>();
    byPartition
        .getOrDefault(partition, new Succession<>())
        .beginnings()
        .forEach(begun -> starts.put(begun.first().getOffset(), begun.release()));
    List<Stretch> stretches = new ArrayList<>();
    long from = span.from();
    while (from < span.to()) {
      Map.Entry<Long, RecordedRelease> at = starts.floorEntry(from);
      Long next = starts.higherKey(from);
      long to = next == null ? span.to() : Math.min(next, span.to());
      stretches.add(
          new Stretch(new Span(from, to), Optional.ofNullable(at).map(Map.Entry::getValue)));
      from = to;
    }
    return stretches;
  }

  /** Every release that answered anything, in the order in which it began. */
  List<RecordedRelease> inOrder() {
    return List.copyOf(inOrder);
  }

  private void add(RecordedRelease release, ModelStatus status, FirstOffset first) {
    byPartition
        .computeIfAbsent(first.getPartition(), none -> new Succession<>())
        .add(release, status, first);
    if (!inOrder.contains(release)) {
      inOrder.add(release);
    }
  }
}
