package io.saccade.processor.release;

import io.saccade.schemas.avro.FirstOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which release answered from which event on. What is reported later holds: an instance that begins
 * at an offset takes back all that was said of this offset and of later ones.
 */
final class Succession {

  private record Beginning(long offset, ReleasePlace release) {}

  private record Partition(String topic, int number) implements Comparable<Partition> {

    @Override
    public int compareTo(Partition other) {
      int topics = topic.compareTo(other.topic);
      return topics == 0 ? Integer.compare(number, other.number) : topics;
    }
  }

  private final SortedMap<Partition, List<Beginning>> partitions = new TreeMap<>();

  void began(ReleasePlace release, FirstOffset first) {
    List<Beginning> beginnings =
        partitions.computeIfAbsent(
            new Partition(first.getTopic(), first.getPartition()), key -> new ArrayList<>());
    beginnings.removeIf(beginning -> beginning.offset() >= first.getOffset());
    if (beginnings.isEmpty() || !last(beginnings).release().equals(release)) {
      beginnings.add(new Beginning(first.getOffset(), release));
    }
  }

  /** Where the release began to answer; more than once in a partition that it returned to. */
  List<FirstOffset> of(ReleasePlace release) {
    List<FirstOffset> found = new ArrayList<>();
    partitions.forEach(
        (partition, beginnings) ->
            beginnings.stream()
                .filter(beginning -> beginning.release().equals(release))
                .map(b -> new FirstOffset(partition.topic(), partition.number(), b.offset()))
                .forEach(found::add));
    return found;
  }

  private static Beginning last(List<Beginning> beginnings) {
    return beginnings.get(beginnings.size() - 1);
  }
}
