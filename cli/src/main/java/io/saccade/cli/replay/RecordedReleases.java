package io.saccade.cli.replay;

import io.saccade.schemas.avro.FirstOffset;
import io.saccade.schemas.avro.ModelStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which release answered which event, as the instances told it. An instance tells the first offset
 * that a release answers on a partition when it looks that event ahead, which may be more than it
 * ever commits: where it dies, another starts over from what was committed, and tells its own first
 * offset. So what a later record says of an offset holds for this offset and all that follow, until
 * a still later one. One instance may write what it knows of two releases the wrong way round, but
 * it never goes back to an older one: there the newer release keeps what it has.
 */
final class RecordedReleases {

  private final Map<Integer, NavigableMap<Long, Start>> byPartition = new HashMap<>();
  private final List<RecordedRelease> inOrder = new ArrayList<>();

  /** Who says that a release begins. */
  private record Start(RecordedRelease release, String instance) {

    boolean isNewerOfSame(Start other) {
      return instance.equals(other.instance)
          && release.partition() == other.release.partition()
          && release.offset() > other.release.offset();
    }
  }

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
            releases.from(
                first.getPartition(),
                first.getOffset(),
                new Start(release.get(), status.getInstance()));
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
    NavigableMap<Long, Start> starts = byPartition.getOrDefault(partition, new TreeMap<>());
    List<Stretch> stretches = new ArrayList<>();
    long from = span.from();
    while (from < span.to()) {
      Optional<RecordedRelease> at =
          Optional.ofNullable(starts.floorEntry(from)).map(entry -> entry.getValue().release());
      Map.Entry<Long, Start> next = starts.higherEntry(from);
      while (next != null && at.equals(Optional.of(next.getValue().release()))) {
        next = starts.higherEntry(next.getKey());
      }
      long to = next == null ? span.to() : Math.min(next.getKey(), span.to());
      stretches.add(new Stretch(new Span(from, to), at));
      from = to;
    }
    return stretches;
  }

  /** Every release that answered anything, in the order in which it began. */
  List<RecordedRelease> inOrder() {
    return List.copyOf(inOrder);
  }

  private void from(int partition, long offset, Start start) {
    NavigableMap<Long, Start> starts =
        byPartition.computeIfAbsent(partition, none -> new TreeMap<>());
    NavigableMap<Long, Start> overridden = starts.tailMap(offset, true);
    for (Map.Entry<Long, Start> later : overridden.entrySet()) {
      if (later.getValue().isNewerOfSame(start)) {
        overridden = starts.subMap(offset, true, later.getKey(), false);
        break;
      }
    }
    boolean isFree = !starts.containsKey(offset) || overridden.containsKey(offset);
    overridden.clear();
    if (isFree) {
      starts.put(offset, start);
    }
    if (!inOrder.contains(start.release())) {
      inOrder.add(start.release());
    }
  }
}
