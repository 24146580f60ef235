package io.saccade.bench.pipeline;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.Progress;
import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.ImageEvent;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes the events that every contender reads, before anything is measured. */
final class Backlog {

  private static final int MAX_REQUEST_BYTES = 12 * 1024 * 1024;

  private Backlog() {}

  static void publish(Kafka kafka, Workload workload)
      throws CommandFailedException, InterruptedException {
    kafka.createTopic(Kafka.IMAGES, workload.partitions());
    kafka.createTopic(Kafka.FAILURES, workload.partitions());
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            kafka.bootstrap(),
            "max.request.size",
            MAX_REQUEST_BYTES,
            "batch.size",
            256 * 1024,
            "linger.ms",
            5);
    try (SerdeFactory serdes = kafka.serdes();
        KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        Progress progress = Progress.of("publish", workload.events(), "images")) {
      send(serdes.writer(ImageEvent.class, Kafka.IMAGES + "-value"), producer, workload, progress);
    } catch (SchemaException e) {
      throw new CommandFailedException("the registry failed: " + e.getMessage(), e);
    }
  }

  private static void send(
      AvroWriter<ImageEvent> writer,
      KafkaProducer<String, byte[]> producer,
      Workload workload,
      Progress progress)
      throws CommandFailedException {
    Instant capturedAt = Instant.ofEpochSecond(0);
    CompletableFuture<Void> failed = new CompletableFuture<>();
    for (int event = 0; event < workload.events(); event++) {
      int partition = workload.partition(event);
      byte[] value =
          writer.write(
              ImageEvent.newBuilder()
                  .setId("bench-%06d".formatted(event))
                  .setCapturedAt(capturedAt)
                  .setImage(workload.image(event))
                  .build());
      Future<RecordMetadata> unused =
          producer.send(
              new ProducerRecord<>(Kafka.IMAGES, partition, "camera-" + partition, value),
              (metadata, thrown) -> {
                progress.step();
                if (thrown != null) {
                  failed.completeExceptionally(thrown);
                }
              });
    }
    producer.flush();
    if (failed.isCompletedExceptionally()) {
      throw new CommandFailedException("the backlog could not be published");
    }
  }
}
