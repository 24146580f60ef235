package io.saccade.processor.release;

import io.saccade.schemas.AvroReader;
import io.saccade.schemas.avro.ModelStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Looks up which release was served last, by any instance: what to go back to where the latest
 * cannot be served. The topic of statuses is kept whole, so it is read from its end backwards.
 */
public final class LastAccepted {

  private static final Duration POLL = Duration.ofSeconds(1);

  /** Records that are read in one go. */
  private static final long WINDOW = 1_000;

  private final ReleaseClients clients;
  private final String topic;
  private final String keyPrefix;
  private final PatientReader<ModelStatus> reader;

  /** Looks in a topic, for what was served of a model. */
  public LastAccepted(
      ReleaseClients clients, String topic, String model, AvroReader<ModelStatus> reader) {
    this.clients = clients;
    this.topic = topic;
    this.keyPrefix = model + "/";
    this.reader = new PatientReader<>(reader);
  }

  private record Found(Instant at, Release release) {}

  /**
   * The newest release that an instance said it serves.
   *
   * @param wanted which releases to look for
   * @throws KafkaException if the brokers refuse
   */
  public Optional<Release> find(Predicate<Release> wanted) throws InterruptedException {
    try (KafkaConsumer<byte[], byte[]> consumer = clients.consumer("last-accepted")) {
      List<Found> newest = new ArrayList<>();
      for (TopicPartition partition :
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList()) {
        newestOf(consumer, partition, wanted).ifPresent(newest::add);
      }
      return newest.stream()
          .max((one, other) -> one.at().compareTo(other.at()))
          .map(Found::release);
    } catch (InterruptException e) {
      throw ReleaseFollower.interrupted(e);
    }
  }

  private Optional<Found> newestOf(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, Predicate<Release> wanted)
      throws InterruptedException {
    List<TopicPartition> only = List.of(partition);
    consumer.assign(only);
    long begin = consumer.beginningOffsets(only).getOrDefault(partition, 0L);
    long end = consumer.endOffsets(only).getOrDefault(partition, 0L);
    while (end > begin) {
      long from = Math.max(begin, end - WINDOW);
      consumer.seek(partition, from);
      Optional<Found> found = newestBefore(end, consumer, partition, wanted);
      if (found.isPresent()) {
        return found;
      }
      end = from;
    }
    return Optional.empty();
  }

  private Optional<Found> newestBefore(
      long end,
      KafkaConsumer<byte[], byte[]> consumer,
      TopicPartition partition,
      Predicate<Release> wanted)
      throws InterruptedException {
    Optional<Found> newest = Optional.empty();
    while (consumer.position(partition) < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < end && isOfModel(record)) {
          Optional<Found> found = found(record).filter(any -> wanted.test(any.release()));
          newest = found.isPresent() ? found : newest;
        }
      }
    }
    return newest;
  }

  private Optional<Found> found(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
    Optional<ModelStatus> status = reader.read(record);
    return status.flatMap(ReleaseFormat::served).map(of -> new Found(status.get().getAt(), of));
  }

  private boolean isOfModel(ConsumerRecord<byte[], byte[]> record) {
    return record.key() != null
        && new String(record.key(), StandardCharsets.UTF_8).startsWith(keyPrefix);
  }
}
