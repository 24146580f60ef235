package io.saccade.cli.faults;

import io.saccade.model.bundle.Bundle;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.AvroWriter;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.BundleVersion;
import io.saccade.schemas.avro.ModelRelease;
import io.saccade.schemas.avro.ModelStatus;
import io.saccade.schemas.avro.Role;
import io.saccade.schemas.avro.VersionState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes releases of the colour model and reads what becomes of them, as any client of the topics
 * may. One thread at a time.
 */
final class Operator implements AutoCloseable {

  private static final String RELEASES = "model-releases";
  private static final String STATUS = "model-status";
  private static final String MODEL = "colors";

  private final SerdeFactory serdes;
  private final AvroWriter<ModelRelease> writer;
  private final AvroReader<ModelStatus> reader;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<ModelStatus> statuses = new ArrayList<>();
  private long epoch;

  Operator(Stage stage) throws Exception {
    serdes = SerdeFactory.create(Map.of("schema.registry.url", stage.registry()));
    writer = serdes.writer(ModelRelease.class, RELEASES + "-value");
    reader = serdes.reader(ModelStatus.class);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stage.bootstrap(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", stage.bootstrap(), "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(List.of(new TopicPartition(STATUS, 0)));
  }

  /** A bundle as a release names it. */
  static BundleVersion version(Bundle bundle, Path at) {
    return new BundleVersion(bundle.manifest().version(), at.toString(), bundle.sha256());
  }

  /** Releases a primary; returns the offset of the release. */
  long release(BundleVersion primary, Optional<BundleVersion> previous) throws Exception {
    ModelRelease release =
        ModelRelease.newBuilder()
            .setModel(MODEL)
            .setEpoch(++epoch)
            .setPrimary(primary)
            .setPrevious(previous.orElse(null))
            .setIssuedAt(Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS))
            .setIssuedBy("anna")
            .setReason("release " + epoch)
            .build();
    return producer
        .send(
            new ProducerRecord<>(
                RELEASES, MODEL.getBytes(StandardCharsets.UTF_8), writer.write(release)))
        .get()
        .offset();
  }

  /** Waits until an instance says that a release serves. */
  ModelStatus awaitServing(long release, Duration deadline) throws Exception {
    return await(
        "release " + release + " serves",
        deadline,
        status -> status.getReleaseOffset() == release && serves(status).isPresent());
  }

  /** Waits until an instance says this, now or earlier. */
  ModelStatus await(String what, Duration deadline, Predicate<ModelStatus> wanted)
      throws Exception {
    return Eventually.get(
        what,
        deadline,
        () -> {
          for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(10))) {
            statuses.add(reader.read(record.value()));
          }
          return statuses.stream().filter(wanted).findFirst();
        });
  }

  /** Everything that was read by now. */
  List<ModelStatus> statuses() {
    return statuses;
  }

  /** The version that answers, where nothing else is under way. */
  static Optional<String> serves(ModelStatus status) {
    return status.getVersions().stream()
            .anyMatch(
                version ->
                    version.getRole() == Role.PRIMARY
                        && version.getState() != VersionState.SERVING
                        && version.getState() != VersionState.RETIRED)
        ? Optional.empty()
        : status.getVersions().stream()
            .filter(version -> version.getState() == VersionState.SERVING)
            .map(version -> version.getVersion())
            .findFirst();
  }

  /** Why a version was refused, where one was. */
  static Optional<String> refusal(ModelStatus status) {
    return status.getVersions().stream()
        .filter(version -> version.getState() == VersionState.REFUSED)
        .map(version -> version.getCode())
        .findFirst();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
    consumer.close();
    serdes.close();
  }
}
