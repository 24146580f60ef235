package io.saccade.cli.labels;

import io.saccade.cli.console.BadEndings;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Progress;
import io.saccade.cli.console.StopSignal;
import io.saccade.cli.kafka.Connections;
import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.avro.ImageLabel;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Sends labels, keyed by their event, with a producer that waits for every replica in sync. */
final class LabelSender implements AutoCloseable {

  private final String topic;
  private final AvroWriter<ImageLabel> writer;
  private final KafkaProducer<String, byte[]> producer;

  private LabelSender(
      String topic, AvroWriter<ImageLabel> writer, KafkaProducer<String, byte[]> producer) {
    this.topic = topic;
    this.writer = writer;
    this.producer = producer;
  }

  static LabelSender connect(
      String topic, AvroWriter<ImageLabel> writer, Map<String, Object> clients)
      throws CommandFailedException {
    return new LabelSender(
        topic, writer, Connections.producer(clients, Map.of("client.id", "saccade-labels")));
  }

  /**
   * Sends them all, or as many as there are until somebody asks to stop.
   *
   * @return how many the broker has acknowledged
   * @throws CommandFailedException if it did not take one
   */
  long send(List<GivenLabel> labels, String source, StopSignal stop) throws CommandFailedException {
    LongAdder sent = new LongAdder();
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    try (Progress progress = Progress.of("label", labels.size(), "labels")) {
      for (GivenLabel label : labels) {
        if (stop.isAsked() || failure.get() != null) {
          break;
        }
        Future<RecordMetadata> unused =
            producer.send(
                new ProducerRecord<>(topic, label.eventId(), writer.write(record(label, source))),
                (metadata, thrown) -> {
                  if (thrown == null) {
                    sent.increment();
                  } else {
                    failure.compareAndSet(null, thrown);
                  }
                  progress.step();
                });
      }
      producer.flush();
    }
    Exception first = failure.get();
    if (first != null) {
      throw new CommandFailedException(
          "after %,d labels: %s".formatted(sent.sum(), BadEndings.message(first)), first);
    }
    return sent.sum();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }

  private static ImageLabel record(GivenLabel label, String source) {
    return ImageLabel.newBuilder()
        .setEventId(label.eventId())
        .setTrueClass(label.trueClass())
        .setLabelledAt(label.labelledAt().truncatedTo(ChronoUnit.MICROS))
        .setSource(source)
        .build();
  }
}
