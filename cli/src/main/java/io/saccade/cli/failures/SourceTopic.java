package io.saccade.cli.failures;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Finds events where their failures say that they stand. For one thread. */
final class SourceTopic implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaConsumer<byte[], byte[]> consumer;

  SourceTopic(Map<String, Object> clients) {
    this.consumer = FailureLog.consumer(clients);
  }

  /** The event of a failure, if its topic still has it, and it is the one that failed. */
  Original find(Failure failure, Place source) {
    Optional<ConsumerRecord<byte[], byte[]>> found = read(source);
    if (found.isEmpty()) {
      return new Original.Lost("its topic does not keep " + source + " any more");
    }
    ConsumerRecord<byte[], byte[]> event = found.get();
    Optional<String> hash = Optional.ofNullable(event.value()).map(SourceTopic::sha256);
    return hash.equals(failure.sha256())
        ? new Original.Kept(event.key(), event.value(), event.headers())
        : new Original.Lost("what stands at " + source + " is another event");
  }

  private Optional<ConsumerRecord<byte[], byte[]>> read(Place source) {
    TopicPartition partition = source.topicPartition();
    if (consumer.partitionsFor(source.topic(), PATIENCE).size() <= source.partition()) {
      return Optional.empty();
    }
    consumer.assign(List.of(partition));
    long first =
        consumer.beginningOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
    long end = consumer.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
    if (source.offset() < first || source.offset() >= end) {
      return Optional.empty();
    }
    consumer.seek(partition, source.offset());
    while (consumer.position(partition, PATIENCE) <= source.offset()) {
      List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL).records(partition);
      if (!records.isEmpty()) {
        return Optional.of(records.get(0)).filter(event -> event.offset() == source.offset());
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    consumer.close();
  }

  private static String sha256(byte[] value) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
