package io.saccade.cli.replay;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.CorruptRecordException;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.avro.ModelStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What the instances of a group said of releases, in the order in which they said it. */
final class StatusLog {

  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private StatusLog() {}

  /**
   * Reads the whole topic.
   *
   * @param consumer to read with, of committed records; not closed here
   * @param group whose instances count
   * @throws CommandFailedException if the registry fails
   */
  static List<ModelStatus> read(
      Consumer<byte[], byte[]> consumer, String topic, AvroReader<ModelStatus> reader, String group)
      throws CommandFailedException {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic, PATIENCE).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
    List<ModelStatus> statuses = new ArrayList<>();
    while (!isAt(consumer, ends)) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        add(statuses, reader, record);
      }
    }
    statuses.removeIf(status -> !status.getGroup().equals(group));
    if (partitions.size() > 1) {
      statuses.sort(Comparator.comparing(ModelStatus::getAt));
    }
    return statuses;
  }

  private static void add(
      List<ModelStatus> statuses,
      AvroReader<ModelStatus> reader,
      ConsumerRecord<byte[], byte[]> record)
      throws CommandFailedException {
    if (record.value() == null) {
      return;
    }
    try {
      statuses.add(reader.read(record.value()));
    } catch (CorruptRecordException e) {
      // Somebody else's record: the topic is not ours alone to write.
    } catch (SchemaException e) {
      throw new CommandFailedException(
          "the schema registry does not help to read %s: %s"
              .formatted(record.topic(), e.getMessage()),
          e);
    }
  }

  private static boolean isAt(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
  }
}
