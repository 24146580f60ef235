package io.saccade.processor.release;

import io.saccade.schemas.avro.FirstOffset;
import io.saccade.schemas.avro.ModelStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which releases of a model answered one after the other, on all partitions. For one thread. */
final class Successions {

  private record Partition(String topic, int number) implements Comparable<Partition> {

    @Override
    public int compareTo(Partition other) {
      int topics = topic.compareTo(other.topic);
      return topics == 0 ? Integer.compare(number, other.number) : topics;
    }
  }

  private final SortedMap<Partition, Succession<ReleasePlace>> partitions = new TreeMap<>();

  /** Takes in where the release of a status began to answer. */
  void add(ModelStatus status) {
    for (FirstOffset first : status.getFirstOffsets()) {
      partitions
          .computeIfAbsent(
              new Partition(first.getTopic(), first.getPartition()), key -> new Succession<>())
          .add(ReleasePlace.of(status), status, first);
    }
  }

  /** Where the release began to answer; more than once in a partition that it returned to. */
  List<FirstOffset> of(ReleasePlace release) {
    List<FirstOffset> found = new ArrayList<>();
    partitions.forEach(
        (partition, succession) ->
            succession.beginnings().stream()
                .filter(beginning -> beginning.release().equals(release))
                .map(Succession.Beginning::first)
                .forEach(found::add));
    return found;
  }
}
