package io.saccade.processor.topology;

import io.saccade.processor.drift.Acceptance;
import io.saccade.processor.drift.DriftSettings;
import io.saccade.processor.drift.WindowRule;
import io.saccade.processor.lookahead.Outcome;
import io.saccade.schemas.avro.DriftAcceptance;
import io.saccade.schemas.avro.DriftReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Record;

/** Tasks of some partitions, as image processors have them, and what adds up behind them. */
final class DriftStage implements DriftListener, AutoCloseable {

  static final long MINUTE = Duration.ofMinutes(1).toMillis();
  static final Duration IDLE = Duration.ofMinutes(2);

  private static final DriftTopics TOPICS = DriftTopics.defaults();

  final List<String> ignored = new ArrayList<>();
  final List<Acceptance> accepted = new ArrayList<>();
  private final List<DriftAcceptance> records = new ArrayList<>();
  private final List<DriftReport> reported = new ArrayList<>();
  private final List<TaskDeltas> tasks = new ArrayList<>();
  private final long[] newest;
  private final DriftOutbox outbox;
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> deltas;
  private final TestInputTopic<byte[], byte[]> acceptances;
  private final TestOutputTopic<String, byte[]> statistics;

  DriftStage(int partitions, DriftSettings.StreamKeys keys, References references) {
    outbox = outbox(partitions, keys);
    outbox.open();
    newest = new long[partitions];
    for (int partition = 0; partition < partitions; partition++) {
      tasks.add(new TaskDeltas(outbox, partition, 0));
    }
    driver =
        new TopologyTestDriver(
            DriftTopology.build(
                TOPICS,
                outbox.settings(),
                references,
                new DriftTopology.Outside(
                    DriftStage::bytes, (value, place) -> Optional.of(records.get(value[0])), this)),
            new Properties());
    acceptances =
        driver.createInputTopic(
            TOPICS.acceptances(), new ByteArraySerializer(), new ByteArraySerializer());
    deltas =
        driver.createInputTopic(
            TOPICS.deltas(), new ByteArraySerializer(), new ByteArraySerializer());
    statistics =
        driver.createOutputTopic(
            TOPICS.statistics(), new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** An outbox for images of so many partitions, closed. */
  static DriftOutbox outbox(int partitions, DriftSettings.StreamKeys keys) {
    return outbox(partitions, keys, () -> 0);
  }

  /** The same, by a clock of milliseconds. */
  static DriftOutbox outbox(
      int partitions, DriftSettings.StreamKeys keys, LongSupplier elapsedMillis) {
    return new DriftOutbox(
        TOPICS,
        new DriftSettings(true, keys, Duration.ofDays(30), WindowRule.DEFAULT, 0.05, IDLE),
        partitions,
        elapsedMillis);
  }

  /** An image is classified. */
  void image(int partition, String key, long time, Outcome.Seen seen) {
    newest[partition] = Math.max(newest[partition], time);
    Record<byte[], byte[]> event =
        new Record<>(key.getBytes(StandardCharsets.UTF_8), new byte[0], time);
    tasks.get(partition).processed(newest[partition], 0, event, seen);
  }

  /** An event comes that adds nothing, such as one that fails. */
  void event(int partition, long time) {
    newest[partition] = Math.max(newest[partition], time);
    tasks
        .get(partition)
        .processed(newest[partition], 0, new Record<>(null, new byte[0], time), null);
  }

  /** What is pending is sent, as before a commit. */
  void commit() {
    for (ProducerRecord<byte[], byte[]> record : outbox.take(1)) {
      pipe(record.key(), record.value());
    }
  }

  /** No partition has had anything until now. */
  void quiet(long now) {
    for (int partition = 0; partition < tasks.size(); partition++) {
      quietAlone(partition, now);
    }
  }

  /** One partition has had nothing until now. */
  void quietAlone(int partition, long now) {
    tasks.get(partition).quiet(now).ifPresent(message -> pipe(new byte[0], message.toBytes()));
  }

  /** An operator accepts, or takes back what was accepted. */
  void accept(StreamId key, DriftAcceptance record) {
    records.add(record);
    acceptances.pipeInput(key.toBytes(), new byte[] {(byte) (records.size() - 1)});
  }

  /** The value of a metric of a stream at its shortest scale. */
  Object metric(String name) {
    return driver.metrics().entrySet().stream()
        .filter(of -> of.getKey().group().equals(AlarmMetrics.GROUP))
        .filter(of -> of.getKey().name().equals(name))
        .filter(of -> "PT5M".equals(of.getKey().tags().get("scale")))
        .map(of -> of.getValue().metricValue())
        .findFirst()
        .orElseThrow();
  }

  void pipe(byte[] key, byte[] value) {
    deltas.pipeInput(key, value);
  }

  /** The reports since the last time, as they are written. */
  List<byte[]> written() {
    return statistics.readValuesToList();
  }

  /** The reports since the last time. */
  List<DriftReport> reports() {
    List<DriftReport> since = List.copyOf(reported);
    reported.clear();
    return since;
  }

  @Override
  public void reported(DriftReport report) {
    reported.add(report);
  }

  @Override
  public void accepted(DriftAcceptance record, Acceptance acceptance) {
    accepted.add(acceptance);
  }

  @Override
  public void ignored(String reason) {
    ignored.add(reason);
  }

  @Override
  public void close() {
    driver.close();
  }

  private static byte[] bytes(DriftReport report) {
    try {
      ByteBuffer buffer = report.toByteBuffer();
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
