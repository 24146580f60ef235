package io.saccade.cli.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes values under keys, headers and timestamps that nobody should send: whatever they are,
 * it is the value that decides what becomes of an event. For one thread.
 */
public final class HostileRecords implements AutoCloseable {

  private static final int MAX_REQUEST = 4 << 20;
  private static final int LONG_KEY = 100_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final Random random;
  private int number;

  /** Opens a producer. */
  public HostileRecords(Stage stage, long seed) {
    this.random = new Random(seed);
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                stage.bootstrap(),
                "acks",
                "all",
                "max.request.size",
                MAX_REQUEST),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** The ways, one after the other; every third record is as it should be. */
  public Future<RecordMetadata> send(String topic, byte @Nullable [] key, byte @Nullable [] value) {
    return switch (number++ % 12) {
      case 1 -> producer.send(new ProducerRecord<>(topic, new byte[0], value));
      case 2 -> producer.send(new ProducerRecord<>(topic, bytes(LONG_KEY), value));
      case 4 -> producer.send(new ProducerRecord<>(topic, bytes(16), value));
      case 5 -> producer.send(new Timed(topic, key, value, -1));
      case 7 -> producer.send(new ProducerRecord<>(topic, null, 0L, key, value));
      case 8 -> producer.send(withHeaders(new ProducerRecord<>(topic, key, value)));
      case 10 -> producer.send(new Timed(topic, key, value, 7_258_118_400_000L));
      case 11 -> producer.send(withHeaders(new Timed(topic, bytes(300), value, -1)));
      default -> producer.send(new ProducerRecord<>(topic, key, value));
    };
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }

  /** Such as the processor's own, of no text, twice, of nothing, and long ones. */
  private ProducerRecord<byte[], byte[]> withHeaders(ProducerRecord<byte[], byte[]> record) {
    for (String name :
        List.of(
            "saccade.error.code",
            "saccade.source.offset",
            "saccade.replay.attempt",
            "saccade.model",
            "traceparent",
            "traceparent",
            "__streams.errors.offset",
            "",
            "\n\u0000\ud83d\ude00")) {
      record.headers().add(name, bytes(20));
    }
    record.headers().add("saccade.event.id", null);
    record.headers().add("long", bytes(50_000));
    record.headers().add("text", "a\nb".getBytes(StandardCharsets.UTF_8));
    return record;
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** A record of a time that the client's library would not take, but other libraries do. */
  private static final class Timed extends ProducerRecord<byte[], byte[]> {

    private final long time;

    Timed(String topic, byte @Nullable [] key, byte @Nullable [] value, long time) {
      super(topic, key, value);
      this.time = time;
    }

    @Override
    public Long timestamp() {
      return time;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return super.equals(other) && other instanceof Timed timed && timed.time == time;
    }

    @Override
    public int hashCode() {
      return super.hashCode() * 31 + Long.hashCode(time);
    }
  }
}
