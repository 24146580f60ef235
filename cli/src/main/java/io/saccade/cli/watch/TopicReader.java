package io.saccade.cli.watch;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads every partition of a topic as committed, in no group: it disturbs nobody and leaves nothing
 * behind. For one thread.
 */
public final class TopicReader implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  private TopicReader(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    this.consumer = consumer;
    this.partitions = partitions;
  }

  /** Opens a reader that stands at the beginning of the topic. */
  public static TopicReader fromBeginning(String topic, Map<String, Object> clients) {
    return fromBeginning(List.of(topic), clients);
  }

  /** Opens a reader that stands at the beginning of several topics. */
  public static TopicReader fromBeginning(List<String> topics, Map<String, Object> clients) {
    TopicReader reader = open(topics, clients);
    reader.consumer.seekToBeginning(reader.partitions);
    return reader;
  }

  /** Opens a reader that stands at the end of the topic: it sees what comes after this call. */
  public static TopicReader fromEnd(String topic, Map<String, Object> clients) {
    TopicReader reader = open(List.of(topic), clients);
    reader.consumer.seekToEnd(reader.partitions);
    // Seeking is lazy; asking where it got to is not.
    reader.partitions.forEach(partition -> reader.consumer.position(partition, PATIENCE));
    return reader;
  }

  /** What has arrived, waiting a little where that is nothing; in order within a partition. */
  public ConsumerRecords<byte[], byte[]> poll() {
    return consumer.poll(Duration.ofMillis(250));
  }

  /** Where each partition's records begin now. */
  public Map<TopicPartition, Long> beginnings() {
    return consumer.beginningOffsets(partitions, PATIENCE);
  }

  /** Where each partition's committed records end now. */
  public Map<TopicPartition, Long> ends() {
    return consumer.endOffsets(partitions, PATIENCE);
  }

  /** Whether every partition is read as far as this. */
  public boolean isAt(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
  }

  @Override
  public void close() {
    consumer.close();
  }

  private static TopicReader open(List<String> topics, Map<String, Object> clients) {
    Map<String, Object> settings = new HashMap<>(clients);
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", false);
    settings.put("allow.auto.create.topics", false);
    settings.putIfAbsent("client.id", "saccade-watch");
    settings.remove("group.id");
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic, PATIENCE).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    return new TopicReader(consumer, partitions);
  }
}
