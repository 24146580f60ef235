package io.saccade.cli.failures;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads failures as committed and in no group, up to what was the end when it was opened: those
 * that a replay causes are for the next one. For one thread.
 */
final class FailureLog implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Each may be as large as an event. */
  private static final int AT_ONCE = 100;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> ends;
  private final long size;

  private FailureLog(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, long size) {
    this.consumer = consumer;
    this.ends = ends;
    this.size = size;
  }

  /**
   * Opens it.
   *
   * @param from the time of the first, in milliseconds
   */
  static FailureLog open(String topic, long from, Map<String, Object> clients) {
    KafkaConsumer<byte[], byte[]> consumer = consumer(clients);
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic, PATIENCE).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
    Map<TopicPartition, OffsetAndTimestamp> starts =
        consumer.offsetsForTimes(
            partitions.stream().collect(Collectors.toMap(of -> of, of -> from)), PATIENCE);
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, PATIENCE);
    long size = 0;
    for (TopicPartition partition : partitions) {
      long end = ends.getOrDefault(partition, 0L);
      OffsetAndTimestamp start = starts.get(partition);
      long first =
          from == 0 ? beginnings.getOrDefault(partition, 0L) : start == null ? end : start.offset();
      consumer.seek(partition, Math.min(first, end));
      size += Math.max(0, end - first);
    }
    return new FailureLog(consumer, ends, size);
  }

  /** A consumer of what is committed that disturbs nobody. */
  static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> clients) {
    Map<String, Object> settings = new HashMap<>(clients);
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", false);
    settings.put("allow.auto.create.topics", false);
    settings.put("auto.offset.reset", "earliest");
    settings.put("max.poll.records", AT_ONCE);
    settings.putIfAbsent("client.id", "saccade-failures");
    settings.remove("group.id");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** How many there are, give or take what transactions leave between them. */
  long size() {
    return size;
  }

  /** The next ones, in order within a partition; empty at the end. */
  Optional<List<Failure>> next() {
    while (!isDone()) {
      List<Failure> failures = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < ends.getOrDefault(partition, 0L)) {
          failures.add(new Failure(record));
        }
      }
      if (!failures.isEmpty()) {
        return Optional.of(failures);
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    consumer.close();
  }

  private boolean isDone() {
    // A partition that is done with is asked for no more.
    consumer.pause(
        ends.entrySet().stream()
            .filter(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue())
            .map(Map.Entry::getKey)
            .toList());
    return consumer.paused().size() == ends.size();
  }
}
