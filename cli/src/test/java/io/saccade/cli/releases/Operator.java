package io.saccade.cli.releases;

import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.BundleVersion;
import io.saccade.schemas.avro.CanaryVersion;
import io.saccade.schemas.avro.ModelRelease;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes releases as records, whatever they ask for, since no command would write some of them. One
 * thread at a time.
 */
final class Operator implements AutoCloseable {

  private final ReleaseStage stage;
  private final SerdeFactory serdes;
  private final AvroWriter<ModelRelease> writer;
  private final KafkaProducer<String, byte[]> producer;
  private long epoch;

  Operator(ReleaseStage stage) throws Exception {
    this.stage = stage;
    this.serdes = SerdeFactory.create(Map.of("schema.registry.url", stage.events().registry()));
    this.writer = serdes.writer(ModelRelease.class, stage.topics().releases() + "-value");
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stage.events().bootstrap(), "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Has one version answer everything. */
  Issued issue(BundleVersion primary) throws InterruptedException, ExecutionException {
    return issue(primary, null);
  }

  /** Has a canary beside the primary, or none. */
  Issued issue(BundleVersion primary, @Nullable CanaryVersion canary)
      throws InterruptedException, ExecutionException {
    ModelRelease release =
        new ModelRelease(
            ReleaseStage.MODEL,
            ++epoch,
            primary,
            canary,
            null,
            null,
            Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS),
            "a test",
            "");
    long offset =
        producer
            .send(
                new ProducerRecord<>(
                    stage.topics().releases(), ReleaseStage.MODEL, writer.write(release)))
            .get()
            .offset();
    return new Issued(offset, release);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
    serdes.close();
  }
}
