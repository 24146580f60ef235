package io.saccade.cli.demo;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.kafka.Topics;
import io.saccade.cli.watch.TopicReader;
import io.saccade.processor.drift.Scale;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.avro.DriftReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the reports on the shortest windows of one version, as anybody can. For one thread. */
final class DriftWatch implements AutoCloseable {

  private static final String TOPIC = "drift-statistics";
  private static final Duration GLANCE = Duration.ofMillis(100);

  private final Stage stage;
  private final String sha256;
  private final AvroReader<DriftReport> reports;
  private final TopicReader reader;
  private final Deque<DriftReport> unread = new ArrayDeque<>();

  private DriftWatch(
      Stage stage, String sha256, AvroReader<DriftReport> reports, TopicReader reader) {
    this.stage = stage;
    this.sha256 = sha256;
    this.reports = reports;
    this.reader = reader;
  }

  /**
   * Opens the topic, which is there once a version is watched.
   *
   * @param sha256 of the version's bundle
   */
  static DriftWatch open(Stage stage, String sha256)
      throws CommandFailedException, SchemaException, InterruptedException {
    try (Topics topics = Topics.connect(stage.clients())) {
      Stage.Patience patience = new Stage.Patience(stage, "drift was about to be watched");
      while (topics.find(TOPIC).isEmpty()) {
        patience.require();
        boolean unused = stage.stop().await(GLANCE);
      }
    }
    return new DriftWatch(
        stage,
        sha256,
        stage.serdes().reader(DriftReport.class),
        TopicReader.fromBeginning(TOPIC, stage.clients()));
  }

  /**
   * What was read.
   *
   * @param report the first that it holds of; empty where there was none among so many windows
   * @param windows how many were read, that one included
   */
  record Found(Optional<DriftReport> report, int windows) {}

  /**
   * Reads until it holds of a report.
   *
   * @param doing what is going on, for the message where nothing comes any more
   * @param since windows that ended until then say nothing of it, and do not count
   * @param atMost windows to read
   */
  Found await(String doing, Instant since, int atMost, Predicate<DriftReport> holds)
      throws CommandFailedException, SchemaException, InterruptedException {
    Stage.Patience patience = new Stage.Patience(stage, doing);
    int windows = 0;
    while (windows < atMost) {
      patience.require();
      read();
      for (DriftReport next = unread.poll(); next != null; next = unread.poll()) {
        if (next.getEnd().isAfter(since)) {
          windows++;
          if (holds.test(next)) {
            return new Found(Optional.of(next), windows);
          }
        }
      }
    }
    return new Found(Optional.empty(), windows);
  }

  @Override
  public void close() {
    reader.close();
  }

  private void read() throws SchemaException {
    for (ConsumerRecord<byte[], byte[]> message : reader.poll()) {
      DriftReport report = reports.read(message.value());
      if (report.getSha256().equals(sha256)
          && report.getScale().equals(Scale.FIVE_MINUTES.length().toString())) {
        unread.add(report);
      }
    }
  }
}
