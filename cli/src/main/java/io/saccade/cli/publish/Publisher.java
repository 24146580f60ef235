package io.saccade.cli.publish;

import io.saccade.cli.console.BadEndings;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Progress;
import io.saccade.cli.console.StopSignal;
import io.saccade.cli.files.ImageFile;
import io.saccade.cli.files.ImageFiles;
import io.saccade.cli.kafka.Connections;
import io.saccade.cli.kafka.Topics.Topic;
import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.avro.ImageEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends events to a topic with an idempotent producer that waits for every replica in sync. A file
 * that cannot be read or an event that the topic does not take is told and counted, and the rest
 * goes on.
 */
final class Publisher implements AutoCloseable {

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
  static Publisher connect(
      Topic topic,
      AvroWriter<ImageEvent> writer,
      Map<String, Object> clients,
      Consumer<String> complaints)
      throws CommandFailedException {
    Map<String, Object> settings = new HashMap<>(clients);
    settings.put("acks", "all");
    settings.put("enable.idempotence", true);
    settings.put("max.request.size", topic.maxMessageBytes());
    settings.putIfAbsent("batch.size", 256 * 1024);
    settings.putIfAbsent("linger.ms", 5);
    settings.putIfAbsent("buffer.memory", 64L * 1024 * 1024);
    settings.putIfAbsent("client.id", "saccade-publish");
    try {
      return new Publisher(
          topic,
          writer,
          complaints,
          new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()));
    } catch (KafkaException e) {
      throw Connections.failed(e);
    }
  }

  /** Publishes all files as often as asked, or until somebody asks to stop. */
  PublishReport publish(ImageFiles files, Plan plan, StopSignal stop) throws InterruptedException {
    long total = (long) files.files().size() * plan.repeat();
    long startedAt = System.nanoTime();
    Pace pace = new Pace(plan.rate(), startedAt);
    try (Progress progress = Progress.of("publish", total, "images")) {
      for (long number = 0; number < total && !stop.isAsked(); number++) {
        pace.await(number, stop);
        ImageFile file = files.files().get((int) (number % files.files().size()));
        send(plan.keys().of(number), number, file, plan.events(), progress);
      }
      producer.flush();
    }
    return new PublishReport(
        topic.name(),
        published.sum(),
        failed.sum(),
        files.skipped(),
        bytes.sum(),
        Duration.ofNanos(System.nanoTime() - startedAt));
  }

  /** Ends the producer; what {@link #publish} has sent is acknowledged already. */
  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }

  private void send(
      String key, long number, ImageFile file, ImageEvents events, Progress progress) {
    byte[] value;
    try {
      value = writer.write(events.of(number, file));
    } catch (IOException e) {
      fail(file, BadEndings.message(e));
      return;
    }
    Future<RecordMetadata> unused =
        producer.send(
            new ProducerRecord<>(topic.name(), key, value),
            (metadata, thrown) -> {
              if (thrown == null) {
                published.increment();
                bytes.add(value.length);
              } else {
                fail(file, reason(thrown, value.length));
              }
              progress.step();
            });
  }

  private void fail(ImageFile file, String reason) {
    failed.increment();
    complaints.accept(file.name() + ": " + reason);
  }

  private String reason(Exception thrown, int size) {
    if (thrown instanceof RecordTooLargeException) {
      return "the event of %,d bytes is more than topic %s takes; raise the topic's max.message.bytes (now %,d), or publish with --by-reference"
          .formatted(size, topic.name(), topic.maxMessageBytes());
    }
    return BadEndings.message(thrown);
  }

  /**
   * What to publish, and how.
   *
   * @param repeat how often each file is published
   * @param rate events a second; 0 for as fast as it goes
   */
  record Plan(ImageEvents events, StreamKeys keys, int repeat, double rate) {}
}
