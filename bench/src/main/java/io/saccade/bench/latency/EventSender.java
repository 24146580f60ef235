package io.saccade.bench.latency;

import io.saccade.bench.pipeline.Kafka;
import io.saccade.bench.pipeline.Workload;
import io.saccade.cli.console.CommandFailedException;
import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.ImageEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends events at once, each for itself. Their bytes are written before anything is measured. One
 * thread sends at a time.
 */
final class EventSender implements AutoCloseable {

  private static final int MAX_REQUEST_BYTES = 12 * 1024 * 1024;
  private static final long BUFFER_BYTES = 128L * 1024 * 1024;

  private final Workload workload;
  private final KafkaProducer<String, byte[]> producer;
  private final List<byte[]> values;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  EventSender(Kafka kafka, Workload workload) throws CommandFailedException {
    this.workload = workload;
    this.values = values(kafka, workload);
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                kafka.bootstrap(),
                "linger.ms",
                0,
                "max.request.size",
                MAX_REQUEST_BYTES,
                "buffer.memory",
                BUFFER_BYTES),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Hands an event to the producer, which sends it on a thread of its own. */
  void send(String topic, long number, long dueNanos) throws CommandFailedException {
    Exception failed = failure.get();
    if (failed != null) {
      throw new CommandFailedException(
          "an event could not be sent: " + failed.getMessage(), failed);
    }
    int partition = workload.partition((int) number);
    ProducerRecord<String, byte[]> event =
        new ProducerRecord<>(
            topic,
            partition,
            "camera-" + partition,
            values.get((int) (number % values.size())),
            List.of(DueHeader.of(dueNanos)));
    Future<RecordMetadata> unused =
        producer.send(event, (metadata, thrown) -> failure.compareAndSet(null, thrown));
  }

  @Override
  public void close() {
    producer.close();
  }

  private static List<byte[]> values(Kafka kafka, Workload workload) throws CommandFailedException {
    List<byte[]> values = new ArrayList<>();
    try (SerdeFactory serdes = kafka.serdes()) {
      AvroWriter<ImageEvent> writer = serdes.writer(ImageEvent.class, Kafka.IMAGES + "-value");
      for (int image = 0; image < workload.images().size(); image++) {
        values.add(
            writer.write(
                ImageEvent.newBuilder()
                    .setId("bench-%06d".formatted(image))
                    .setCapturedAt(Instant.EPOCH)
                    .setImage(workload.image(image))
                    .build()));
      }
    } catch (SchemaException e) {
      throw new CommandFailedException("the registry failed: " + e.getMessage(), e);
    }
    return values;
  }
}
