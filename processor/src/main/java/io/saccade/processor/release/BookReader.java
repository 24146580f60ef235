package io.saccade.processor.release;

import io.saccade.schemas.AvroReader;
import io.saccade.schemas.CorruptRecordException;
import io.saccade.schemas.IncompatibleSchemaException;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.UnknownSchemaException;
import io.saccade.schemas.avro.ModelRelease;
import io.saccade.schemas.avro.ModelStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes both topics into the book. For one thread. */
final class BookReader {

  private static final Logger LOG = LoggerFactory.getLogger(BookReader.class);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final ReleaseTopics topics;
  private final ReleaseBook book;
  private final AvroReader<ModelRelease> releases;
  private final AvroReader<ModelStatus> statuses;

  BookReader(
      KafkaConsumer<byte[], byte[]> consumer,
      SerdeFactory serdes,
      ReleaseTopics topics,
      ReleaseBook book)
      throws SchemaException {
    this.consumer = consumer;
    this.topics = topics;
    this.book = book;
    this.releases = serdes.reader(ModelRelease.class);
    this.statuses = serdes.reader(ModelStatus.class);
  }

  boolean exists(String topic) {
    return !partitions(topic).isEmpty();
  }

  /** Reads as far as the topics reach now. */
  void readToTheEnd() throws SchemaException {
    assign();
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), PATIENCE);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isAt(ends)) {
      if (read(consumer.poll(Duration.ofMillis(100)))) {
        deadline = System.nanoTime() + PATIENCE.toNanos();
      } else if (System.nanoTime() - deadline > 0) {
        throw new TimeoutException("the topics of releases could not be read to their end");
      }
    }
  }

  /** Reads what arrives next, if something does within the time. */
  void awaitNews(Duration atMost) throws SchemaException {
    assign();
    if (consumer.assignment().isEmpty()) { // there is no topic yet, and Kafka would not poll
      LockSupport.parkNanos(atMost.toNanos());
    } else {
      boolean unused = read(consumer.poll(atMost));
    }
  }

  private boolean isAt(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
  }

  /** A topic that was not there before is read from its beginning. */
  private void assign() {
    Set<TopicPartition> assigned = consumer.assignment();
    Set<TopicPartition> wanted = new HashSet<>(assigned);
    for (String topic : topics.all()) {
      if (assigned.stream().noneMatch(partition -> partition.topic().equals(topic))) {
        wanted.addAll(partitions(topic));
      }
    }
    if (!wanted.equals(assigned)) {
      Set<TopicPartition> added = new HashSet<>(wanted);
      added.removeAll(assigned);
      consumer.assign(wanted);
      consumer.seekToBeginning(added);
    }
  }

  private List<TopicPartition> partitions(String topic) {
    List<TopicPartition> partitions = new ArrayList<>();
    List<PartitionInfo> found = consumer.partitionsFor(topic, PATIENCE);
    if (found != null) {
      found.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    return partitions;
  }

  /** Enters what was polled; says whether it was anything. */
  private boolean read(ConsumerRecords<byte[], byte[]> polled) throws SchemaException {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    polled.forEach(records::add);
    for (int i = 0; i < records.size(); i++) {
      try {
        enter(records.get(i));
      } catch (CorruptRecordException | UnknownSchemaException | IncompatibleSchemaException e) {
        ConsumerRecord<byte[], byte[]> bad = records.get(i);
        LOG.warn(
            "a record is left out topic={} partition={} offset={} reason=\"{}\"",
            bad.topic(),
            bad.partition(),
            bad.offset(),
            e.getMessage());
      } catch (SchemaException e) {
        again(records.subList(i, records.size()));
        throw e;
      }
    }
    return !records.isEmpty();
  }

  private void enter(ConsumerRecord<byte[], byte[]> message) throws SchemaException {
    if (message.value() == null) { // a tombstone wants nothing
      return;
    }
    if (message.topic().equals(topics.releases())) {
      ModelRelease release = releases.read(message.value());
      book.release(new IssuedRelease(release, message.partition(), message.offset()));
    } else {
      book.status(statuses.read(message.value()));
    }
  }

  /** The registry is away: these are read again at the next call. */
  private void again(List<ConsumerRecord<byte[], byte[]>> unread) {
    Set<TopicPartition> stepped = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> message : unread) {
      TopicPartition partition = new TopicPartition(message.topic(), message.partition());
      if (stepped.add(partition)) {
        consumer.seek(partition, message.offset());
      }
    }
  }
}
