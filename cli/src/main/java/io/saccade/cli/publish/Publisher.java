package io.saccade.cli.publish;

import io.saccade.cli.console.BadEndings;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Progress;
import io.saccade.cli.console.StopSignal;
import io.saccade.cli.kafka.Connections;
import io.saccade.cli.kafka.Topics.Topic;
import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.avro.ImageEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Sends events to a topic with an idempotent producer that waits for every replica in sync. A file
 * that cannot be read or an event that the topic does not take is told and counted, and the rest
 * goes on.
 */
public final class Publisher implements AutoCloseable {

  private final Topic topic;
  private final AvroWriter<ImageEvent> writer;
  private final Consumer<String> complaints;
  private final KafkaProducer<String, byte[]> producer;
  private final LongAdder published = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  private Publisher(
      Topic topic,
      AvroWriter<ImageEvent> writer,
      Consumer<String> complaints,
      KafkaProducer<String, byte[]> producer) {
    this.topic = topic;
    this.writer = writer;
    this.complaints = complaints;
    this.producer = producer;
  }

  /**
   * Opens the producer.
   *
   * @param complaints is told of every event that fails, from any thread
   */
  public static Publisher connect(
      Topic topic,
      AvroWriter<ImageEvent> writer,
      Map<String, Object> clients,
      Consumer<String> complaints)
      throws CommandFailedException {
    Map<String, Object> settings = new HashMap<>(clients);
    settings.put("max.request.size", topic.maxMessageBytes());
    return new Publisher(
        topic,
        writer,
        complaints,
        Connections.producer(
            settings,
            Map.of(
                "client.id",
                "saccade-publish",
                "batch.size",
                256 * 1024,
                "buffer.memory",
                64L * 1024 * 1024)));
  }

  /** Publishes all events, or as many as there are until somebody asks to stop. */
  public PublishReport publish(EventSource events, StreamKeys keys, double rate, StopSignal stop)
      throws InterruptedException {
    long startedAt = System.nanoTime();
    Pace pace = new Pace(rate, startedAt);
    try (Progress progress = Progress.of("publish", events.count(), "images")) {
      for (long number = 0; number < events.count() && !stop.isAsked(); number++) {
        pace.await(number, stop);
        send(events, number, keys.of(number), progress);
      }
      producer.flush();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
    return new PublishReport(topic.name(), published.sum(), failed.sum(), bytes.sum(), took);
  }

  /** Ends the producer; what {@link #publish} has sent is acknowledged already. */
  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }

  /**
   * Sends one event, and returns before the broker has it.
   *
   * @param name what to call it in complaints
   * @param at the time of the record
   */
  public void send(ImageEvent event, String name, String key, Instant at) {
    send(new Item(writer.write(event), name), key, at.toEpochMilli(), () -> {});
  }

  /** Waits until everything that was sent is acknowledged, or has failed. */
  public void flush() {
    producer.flush();
  }

  /** How many events the broker has acknowledged so far. */
  public long published() {
    return published.sum();
  }

  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  private record Item(byte[] value, String name) {}

  private void send(EventSource events, long number, String key, Progress progress) {
    Item item;
    try {
      item = new Item(writer.write(events.event(number)), events.name(number));
    } catch (IOException e) {
      fail(events.name(number), BadEndings.message(e));
      return;
    }
    send(item, key, null, progress::step);
  }

  private void send(Item item, String key, @Nullable Long timestamp, Runnable settled) {
    Future<RecordMetadata> unused =
        producer.send(
            new ProducerRecord<>(topic.name(), null, timestamp, key, item.value()),
            (metadata, thrown) -> {
              if (thrown == null) {
                published.increment();
                bytes.add(item.value().length);
              } else {
                fail(item.name(), reason(thrown, item.value().length));
              }
              settled.run();
            });
  }

  private void fail(String name, String reason) {
    failed.increment();
    complaints.accept(name + ": " + reason);
  }

  private String reason(Exception thrown, int size) {
    if (thrown instanceof RecordTooLargeException) {
      return ("the event of %,d bytes is more than topic %s takes; raise the topic's"
              + " max.message.bytes (now %,d), or publish with --by-reference")
          .formatted(size, topic.name(), topic.maxMessageBytes());
    }
    return BadEndings.message(thrown);
  }
}
