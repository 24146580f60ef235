package io.saccade.cli.why;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.kafka.Connections;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/** Which parts of topics are of which time, of committed records. */
final class Offsets implements AutoCloseable {

  private final Admin admin;

  private Offsets(Admin admin) {
    this.admin = admin;
  }

  static Offsets of(Map<String, Object> clients) throws CommandFailedException {
    try {
      return new Offsets(Admin.create(clients));
    } catch (KafkaException e) {
      throw Connections.failed(e);
    }
  }

  /** Which partition records of a key are in, as Kafka's own producers have it. */
  OptionalInt partitionOf(String topic, byte[] key)
      throws CommandFailedException, InterruptedException {
    return OptionalInt.of(Utils.toPositive(Utils.murmur2(key)) % partitions(topic).size());
  }

  /** The whole of a topic, or of one of its partitions. */
  List<TopicScan.Part> whole(String topic, OptionalInt only)
      throws CommandFailedException, InterruptedException {
    List<TopicPartition> partitions = partitions(topic, only);
    Map<TopicPartition, Long> first = at(partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> last = at(partitions, OffsetSpec.latest());
    return partitions.stream()
        .map(of -> new TopicScan.Part(of, first.getOrDefault(of, 0L), last.getOrDefault(of, 0L)))
        .toList();
  }

  /**
   * The parts of a topic that are of a time.
   *
   * @param only this partition, where it is known
   */
  List<TopicScan.Part> parts(String topic, OptionalInt only, Reach reach)
      throws CommandFailedException, InterruptedException {
    List<TopicPartition> partitions = partitions(topic, only);
    Map<TopicPartition, Long> from = at(partitions, time(reach.from()));
    Map<TopicPartition, Long> to =
        reach.to().isPresent() ? at(partitions, time(reach.to().get())) : Map.of();
    List<TopicScan.Part> parts = new ArrayList<>();
    for (TopicScan.Part all : whole(topic, only)) {
      // Where nothing is of that time or later, Kafka says -1.
      long start = from.getOrDefault(all.partition(), -1L);
      long end = to.getOrDefault(all.partition(), -1L);
      long first = start < 0 ? all.to() : Math.max(all.from(), start);
      long last = end < 0 ? all.to() : end;
      parts.add(new TopicScan.Part(all.partition(), first, Math.max(first, last)));
    }
    return parts;
  }

  @Override
  public void close() {
    admin.close();
  }

  private static OffsetSpec time(Instant time) {
    return OffsetSpec.forTimestamp(Math.max(0, time.toEpochMilli()));
  }

  private List<TopicPartition> partitions(String topic, OptionalInt only)
      throws CommandFailedException, InterruptedException {
    return only.isPresent()
        ? List.of(new TopicPartition(topic, only.getAsInt()))
        : partitions(topic);
  }

  private List<TopicPartition> partitions(String topic)
      throws CommandFailedException, InterruptedException {
    try {
      return admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
          .flatMap(of -> of.partitions().stream())
          .map(info -> new TopicPartition(topic, info.partition()))
          .toList();
    } catch (ExecutionException e) {
      throw Connections.failed(e);
    }
  }

  private Map<TopicPartition, Long> at(List<TopicPartition> partitions, OffsetSpec spec)
      throws CommandFailedException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(of -> asked.put(of, spec));
    try {
      Map<TopicPartition, Long> offsets = new HashMap<>();
      admin
          .listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
          .all()
          .get()
          .forEach((of, found) -> offsets.put(of, found.offset()));
      return offsets;
    } catch (ExecutionException e) {
      throw Connections.failed(e);
    }
  }
}
