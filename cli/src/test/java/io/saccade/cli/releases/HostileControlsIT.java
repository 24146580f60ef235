package io.saccade.cli.releases;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.cli.CliProcess;
import io.saccade.cli.faults.BrokerView;
import io.saccade.cli.faults.DriftReference;
import io.saccade.cli.faults.EventLoad;
import io.saccade.cli.faults.Eventually;
import io.saccade.cli.faults.Fleet;
import io.saccade.cli.faults.HostileRecords;
import io.saccade.cli.faults.SaccadeProgram;
import io.saccade.cli.faults.SandboxProcess;
import io.saccade.cli.faults.Stage;
import io.saccade.cli.kafka.Topics;
import io.saccade.cli.watch.TopicReader;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.SerdeFactory;
import io.saccade.schemas.avro.AccuracyReport;
import io.saccade.schemas.avro.DriftAcceptance;
import io.saccade.schemas.avro.ImageLabel;
import io.saccade.schemas.avro.Prediction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is written to the topics that a processor reads beside images, it goes on, also through
 * a restart, and heeds what is good among it.
 */
@ExtendWith(SharedSandbox.class)
final class HostileControlsIT {

  private static final long SEED = 20_261_125;
  private static final int EVENTS = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Bundle bundle;
  private int sent;
  private int taken;

  HostileControlsIT() throws Exception {
    this.bundle = DriftReference.bundle();
  }

  @Test
  void stopNothingAndHideNothing(SandboxProcess sandbox, @TempDir Path folder) throws Exception {
    ReleaseStage releases = ReleaseStage.in(sandbox, "hostile");
    Stage stage = releases.events();
    BundleWriter.write(bundle, folder.resolve("bundle"), IfPresent.REFUSE);
    try (BrokerView broker = new BrokerView(stage);
        SerdeFactory serdes = SerdeFactory.create(Map.of("schema.registry.url", stage.registry()));
        EventLoad load = new EventLoad(stage, SEED);
        HostileRecords records = new HostileRecords(stage, SEED);
        Fleet fleet = new Fleet(stage, program(releases, folder), folder)) {
      createTopics(releases, broker);
      CliProcess process = fleet.start(fleet.client(0));
      load.publish(EVENTS / 2);
      awaitPredictions(stage, fleet, EVENTS / 2);
      Garbage garbage = new Garbage(serdes, SEED);
      throwGarbage(releases, garbage, records);
      requireCalm(process);
      load.publish(EVENTS / 2);
      awaitPredictions(stage, fleet, EVENTS);
      fleet.kill(fleet.client(0));

      process = fleet.start(fleet.client(0));
      requireGood(releases, serdes, records, fleet, folder);
      assertThat(process.output()).doesNotContain("stream thread died");
      System.out.printf("hostile controls: seed=%d sent=%d taken=%d%n", SEED, sent, taken);
      assertThat(taken).as("records that the broker took").isGreaterThan(sent / 2);
    }
  }

  private static SaccadeProgram program(ReleaseStage releases, Path folder) throws Exception {
    String name = releases.events().name();
    return releases
        .program(folder)
        .with("labels.enabled", "on")
        .with("labels.every", "300ms")
        .with("topics.create", "true")
        .with("topics.partitions", "3")
        .with("topics.labels", name + "-labels")
        .with("topics.accuracy", name + "-accuracy")
        .with("topics.label.joins", name + "-joins")
        .with("topics.drift.statistics", name + "-drift")
        .with("topics.drift.deltas", name + "-deltas")
        .with("topics.drift.acceptances", name + "-acceptances");
  }

  private static void createTopics(ReleaseStage releases, BrokerView broker) throws Exception {
    releases.createTopics(broker);
    Stage stage = releases.events();
    try (Topics topics = Topics.connect(Map.of("bootstrap.servers", stage.bootstrap()))) {
      // As the owner of a topic may have it, and clients of old.
      topics.create(
          stage.name() + "-labels",
          3,
          Map.of("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE)));
    }
  }

  private void throwGarbage(ReleaseStage releases, Garbage garbage, HostileRecords records)
      throws Exception {
    String name = releases.events().name();
    String stream = bundle.sha256() + "/";
    for (byte[] value : garbage.bytes()) {
      for (String topic : List.of("-labels", "-deltas", "-acceptances", "-joins")) {
        send(records.send(name + topic, bytes(stream), value));
      }
      send(records.send(releases.topics().releases(), bytes(ReleaseStage.MODEL), value));
    }
    for (byte[] value : garbage.releases(releases.topics().releases())) {
      // Twice, so that one of them has its proper key.
      send(records.send(releases.topics().releases(), bytes(ReleaseStage.MODEL), value));
      send(records.send(releases.topics().releases(), bytes(ReleaseStage.MODEL), value));
    }
    for (byte[] value : garbage.labels(name + "-labels")) {
      send(records.send(name + "-labels", null, value));
    }
    for (byte[] value : garbage.acceptances(name + "-acceptances")) {
      send(records.send(name + "-acceptances", bytes(Garbage.NO_STREAM + "/"), value));
      send(records.send(name + "-acceptances", bytes(Garbage.NO_STREAM + "/"), value));
    }
  }

  /** A broker may refuse one: no key in a compacted topic, a time that is to come. */
  private void send(Future<RecordMetadata> record) throws InterruptedException {
    sent++;
    try {
      Object unused = record.get();
      taken++;
    } catch (ExecutionException e) {
      assertThat(e.getCause()).isInstanceOf(KafkaException.class);
    }
  }

  /** A label is joined, an acceptance taken, and a release served. */
  private void requireGood(
      ReleaseStage releases, SerdeFactory serdes, HostileRecords records, Fleet fleet, Path folder)
      throws Exception {
    Stage stage = releases.events();
    String labels = stage.name() + "-labels";
    String acceptances = stage.name() + "-acceptances";
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    for (Prediction prediction :
        read(stage, stage.predictions(), serdes.reader(Prediction.class))) {
      String truth = prediction.getLabels().get(0).getName();
      ImageLabel label = new ImageLabel(prediction.getEventId(), truth, now, "test");
      send(records.send(labels, null, Garbage.written(serdes, ImageLabel.class, labels, label)));
    }
    DriftAcceptance nothing = Garbage.acceptance(bundle.sha256(), List.of());
    byte[] accepted = Garbage.written(serdes, DriftAcceptance.class, acceptances, nothing);
    for (int i = 0; i < 3; i++) {
      send(records.send(acceptances, bytes(bundle.sha256() + "/"), accepted));
    }
    AvroReader<AccuracyReport> reports = serdes.reader(AccuracyReport.class);
    Eventually.holds(
        "labels are joined",
        PATIENCE,
        () -> {
          fleet.requireAlive();
          return read(stage, stage.name() + "-accuracy", reports).stream()
              .anyMatch(
                  report ->
                      report.getSha256().equals(bundle.sha256()) && report.getLabelled() == EVENTS);
        });
    fleet.process(fleet.client(0)).awaitLine("drift accepted windows=0", PATIENCE);
    Versions versions = new Versions(folder.resolve("versions"));
    try (StatusLog statuses = StatusLog.follow(releases);
        Operator operator = new Operator(releases)) {
      Issued issued = operator.issue(versions.make("good"));
      statuses.awaitServing(fleet.client(0), 0, issued, PATIENCE);
    }
  }

  private static void awaitPredictions(Stage stage, Fleet fleet, int count) throws Exception {
    try (SerdeFactory serdes =
        SerdeFactory.create(Map.of("schema.registry.url", stage.registry()))) {
      AvroReader<Prediction> reader = serdes.reader(Prediction.class);
      Eventually.holds(
          count + " events are predicted",
          PATIENCE,
          () -> {
            fleet.requireAlive();
            return read(stage, stage.predictions(), reader).size() == count;
          });
    }
  }

  /** No error but one: what is to be said of a release as large as a record does not fit one. */
  private static void requireCalm(CliProcess process) {
    assertThat(process.output().lines())
        .filteredOn(line -> line.contains(" ERROR ") || line.contains("in thread"))
        .allMatch(line -> line.contains("a status does not fit the topic"));
    assertThat(process.output()).doesNotContain("stream thread died");
  }

  private static <T extends SpecificRecord> List<T> read(
      Stage stage, String topic, AvroReader<T> reader) throws Exception {
    List<T> all = new ArrayList<>();
    try (TopicReader records =
        TopicReader.fromBeginning(topic, Map.of("bootstrap.servers", stage.bootstrap()))) {
      Map<TopicPartition, Long> ends = records.ends();
      while (!records.isAt(ends)) {
        for (ConsumerRecord<byte[], byte[]> record : records.poll()) {
          all.add(reader.read(record.value()));
        }
      }
    }
    return all;
  }

  private static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }
}
