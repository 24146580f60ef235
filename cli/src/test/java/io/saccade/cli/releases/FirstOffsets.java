package io.saccade.cli.releases;

import io.saccade.schemas.avro.FirstOffset;
import io.saccade.schemas.avro.ModelStatus;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Which release answered which events, as the statuses tell it: what a later one says of an event
 * takes the place of all that was said of it and of those behind it.
 */
final class FirstOffsets {

  private final Map<Integer, TreeMap<Long, Long>> releases = new TreeMap<>();

  static FirstOffsets of(List<ModelStatus> statuses) {
    FirstOffsets told = new FirstOffsets();
    for (ModelStatus status : statuses) {
      for (FirstOffset first : status.getFirstOffsets()) {
        told.add(first.getPartition(), first.getOffset(), status.getReleaseOffset());
      }
    }
    return told;
  }

  void add(int partition, long offset, long release) {
    TreeMap<Long, Long> known = releases.computeIfAbsent(partition, any -> new TreeMap<>());
    known.tailMap(offset, true).clear();
    known.put(offset, release);
  }

  /** The release that answered an event; empty where nobody has told. */
  OptionalLong releaseOf(int partition, long offset) {
    Map.Entry<Long, Long> entry =
        releases.getOrDefault(partition, new TreeMap<>()).floorEntry(offset);
    return entry == null ? OptionalLong.empty() : OptionalLong.of(entry.getValue());
  }
}
