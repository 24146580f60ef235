package io.saccade.cli.failures;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.kafka.Connections;
import io.saccade.cli.kafka.Topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Puts events back: each in one transaction with the record that says so. All replays of a topic of
 * failures share one transactional id, so that a later one ends what an earlier one left open and
 * fences it, before it reads what was done. For one thread.
 */
final class Reinjection implements AutoCloseable {

  /** What a replay that is killed leaves open holds up the readers of the topic for so long. */
  private static final int TRANSACTION_MILLIS = 15_000;

  private static final long OPEN_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int MOST_RECORDS = 200;
  private static final long MOST_BYTES = 8 << 20;

  /** What a record costs beside its key, value and headers, generously. */
  private static final int OVERHEAD = 512;

  private final KafkaProducer<byte[], byte[]> producer;
  private final Topic images;
  private final List<Sent> open = new ArrayList<>();
  private long openedNanos;
  private long openBytes;

  private record Sent(Failure failure, Future<RecordMetadata> at) {}

  private Reinjection(KafkaProducer<byte[], byte[]> producer, Topic images) {
    this.producer = producer;
    this.images = images;
  }

  /** Ends whatever another replay of these failures has open, and keeps it from going on. */
  static Reinjection begin(Topic images, String failures, Map<String, Object> clients)
      throws CommandFailedException {
    Map<String, Object> settings = new HashMap<>(clients);
    settings.put("acks", "all");
    settings.put("transactional.id", "saccade-failures-replay-" + failures);
    settings.put("transaction.timeout.ms", TRANSACTION_MILLIS);
    settings.put("max.request.size", images.maxMessageBytes());
    settings.putIfAbsent("linger.ms", 5);
    settings.putIfAbsent("client.id", "saccade-failures");
    try {
      KafkaProducer<byte[], byte[]> producer =
          new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
      try {
        producer.initTransactions();
        return new Reinjection(producer, images);
      } catch (KafkaException e) {
        producer.close(Duration.ZERO);
        throw e;
      }
    } catch (KafkaException e) {
      throw Connections.failed(e);
    }
  }

  /** Whether the topic takes the event with its link. */
  static boolean fits(Original.Kept original, Headers headers, Topic images) {
    return bytes(original.key(), original.value(), headers) <= images.maxMessageBytes();
  }

  /** Sends an event; it is there once {@link #commit} has returned. */
  void send(Failure failure, Place source, Original.Kept original, Headers headers)
      throws CommandFailedException {
    try {
      if (open.isEmpty()) {
        producer.beginTransaction();
        openedNanos = System.nanoTime();
        openBytes = 0;
      }
      // Where the original was: its producer may part keys in another way than this one.
      Integer partition = source.partition() < images.partitions() ? source.partition() : null;
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(
              images.name(),
              partition,
              Math.max(0, failure.record().timestamp()),
              original.key(),
              original.value(),
              headers);
      open.add(new Sent(failure, producer.send(record)));
      openBytes += bytes(original.key(), original.value(), headers);
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  /** Whether the transaction has become large, or has been open for long. */
  boolean isDue() {
    return open.size() >= MOST_RECORDS
        || openBytes >= MOST_BYTES
        || (!open.isEmpty() && System.nanoTime() - openedNanos >= OPEN_NANOS);
  }

  /** Makes it so that what was sent since the last commit was put back, all of it or nothing. */
  List<Decision> commit(Replays replays) throws CommandFailedException, InterruptedException {
    if (open.isEmpty()) {
      return List.of();
    }
    try {
      producer.flush();
      List<Decision> done = new ArrayList<>();
      for (Sent sent : open) {
        RecordMetadata at = sent.at().get();
        String to = new Place(at.topic(), at.partition(), at.offset()).toString();
        Replayed replayed = new Replayed(to, sent.failure().attempt() + 1);
        Future<RecordMetadata> unused =
            producer.send(replays.record(sent.failure().place(), replayed));
        done.add(new Decision(sent.failure(), Fate.REPLAYED, Optional.of(to), ""));
      }
      producer.commitTransaction();
      open.clear();
      return done;
    } catch (ExecutionException e) {
      throw failed(e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e));
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  /** What is open is aborted by the broker, or by the next replay. */
  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }

  private static CommandFailedException failed(KafkaException thrown) {
    return thrown instanceof ProducerFencedException
            || thrown instanceof InvalidProducerEpochException
        ? new CommandFailedException(
            "another replay of these failures has begun and goes on from here; nothing was put"
                + " back twice",
            thrown)
        : Connections.failed(thrown);
  }

  private static long bytes(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    long bytes = OVERHEAD;
    bytes += key == null ? 0 : key.length;
    bytes += value == null ? 0 : value.length;
    for (Header header : headers) {
      bytes += header.key().length() * 3L + 10;
      bytes += header.value() == null ? 0 : header.value().length;
    }
    return bytes;
  }
}
