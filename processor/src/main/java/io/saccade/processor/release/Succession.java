package io.saccade.processor.release;

import io.saccade.schemas.avro.FirstOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Which release answered from which event on. What is reported later holds: an instance that begins
 * at an offset takes back all that was said of this offset and of later ones.
 */
final class Succession {

  private record Beginning(long offset, ReleasePlace release) {}

  private final SortedMap<String, List<Beginning>> partitions = new TreeMap<>();
  private final SortedMap<String, TopicPartition> names = new TreeMap<>();

  void began(ReleasePlace release, FirstOffset first) {
    String name = "%s %09d".formatted(first.getTopic(), first.getPartition());
    names.putIfAbsent(name, new TopicPartition(first.getTopic(), first.getPartition()));
    List<Beginning> beginnings = partitions.computeIfAbsent(name, key -> new ArrayList<>());
    beginnings.removeIf(beginning -> beginning.offset() >= first.getOffset());
    if (beginnings.isEmpty() || !last(beginnings).release().equals(release)) {
      beginnings.add(new Beginning(first.getOffset(), release));
    }
  }

  /**
   * Where the release began to answer, by topic and partition; more than once where it returned.
   */
  List<FirstOffset> of(ReleasePlace release) {
    List<FirstOffset> found = new ArrayList<>();
    partitions.forEach(
        (name, beginnings) -> {
          TopicPartition partition = names.get(name);
          beginnings.stream()
              .filter(beginning -> beginning.release().equals(release))
              .map(b -> new FirstOffset(partition.topic(), partition.partition(), b.offset()))
              .forEach(found::add);
        });
    return found;
  }

  private static Beginning last(List<Beginning> beginnings) {
    return beginnings.get(beginnings.size() - 1);
  }
}
