package io.saccade.cli.releases;

import io.saccade.schemas.avro.FirstOffset;
import io.saccade.schemas.avro.ModelStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Which release answered which events, as the statuses tell it: what a later one says of an event
 * takes the place of all that was said of it and of those behind it. Which is later is told by the
 * generation of the group, and by the topic where that is the same.
 */
final class FirstOffsets implements Told {

  private final Map<Integer, TreeMap<Long, Long>> releases = new TreeMap<>();

  private record Word(FirstOffset first, long release) {}

  static FirstOffsets of(List<ModelStatus> statuses) {
    List<Word> words = new ArrayList<>();
    for (ModelStatus status : statuses) {
      for (FirstOffset first : status.getFirstOffsets()) {
        words.add(new Word(first, status.getReleaseOffset()));
      }
    }
    words.sort(Comparator.comparing(word -> word.first().getGeneration()));
    FirstOffsets told = new FirstOffsets();
    for (Word word : words) {
      told.add(word.first().getPartition(), word.first().getOffset(), word.release());
    }
    return told;
  }

  void add(int partition, long offset, long release) {
    TreeMap<Long, Long> known = releases.computeIfAbsent(partition, any -> new TreeMap<>());
    known.tailMap(offset, true).clear();
    known.put(offset, release);
  }

  /** The release that answered an event; empty where nobody has told. */
  @Override
  public OptionalLong releaseOf(int partition, long offset) {
    Map.Entry<Long, Long> entry =
        releases.getOrDefault(partition, new TreeMap<>()).floorEntry(offset);
    return entry == null ? OptionalLong.empty() : OptionalLong.of(entry.getValue());
  }
}
