package io.saccade.processor.labels;

import io.saccade.processor.accuracy.LabelRule;
import io.saccade.processor.accuracy.ModelClasses;
import io.saccade.processor.drift.DriftSettings.StreamKeys;
import io.saccade.processor.topology.Headers;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.CorruptRecordException;
import io.saccade.schemas.avro.AccuracyReport;
import io.saccade.schemas.avro.Cohort;
import io.saccade.schemas.avro.ImageLabel;
import io.saccade.schemas.avro.Label;
import io.saccade.schemas.avro.ModelIdentity;
import io.saccade.schemas.avro.Prediction;
import io.saccade.schemas.avro.SourceCoordinates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The topology of labels, with a clock that is turned by hand. */
final class LabelStage implements LabelListener, AutoCloseable {

  static final Duration WAIT = Duration.ofDays(7);
  static final String SHA256 = "ab".repeat(32);
  static final List<String> CLASSES = List.of("cat", "dog", "owl");
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final LabelTopics TOPICS = LabelTopics.defaults();

  final List<String> refused = new ArrayList<>();
  final List<String> ignored = new ArrayList<>();
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> predictions;
  private final TestInputTopic<byte[], byte[]> labels;
  private final TestInputTopic<byte[], byte[]> joins;
  private final TestOutputTopic<String, byte[]> accuracy;

  LabelStage(Path folder, StreamKeys keys) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "labels");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    driver =
        new TopologyTestDriver(
            LabelTopology.build(
                new LabelTopology.Answers("predictions", keys),
                new LabelSettings(true, TOPICS, new LabelRule(WAIT), EVERY),
                new LabelTopology.Formats(
                    reading(Prediction::fromByteBuffer),
                    reading(ImageLabel::fromByteBuffer),
                    report -> bytes(report::toByteBuffer)),
                this,
                new CountDownLatch(1)),
            properties,
            NOON.plus(Duration.ofDays(30)));
    predictions = input("predictions");
    labels = input(TOPICS.labels());
    joins = input(TOPICS.joins());
    accuracy =
        driver.createOutputTopic(
            TOPICS.accuracy(), new StringDeserializer(), new ByteArrayDeserializer());
    learn();
  }

  /** Says what the version calls its classes, as an instance does that loads it. */
  void learn() {
    byte[] message =
        new JoinMessage.Classes(SHA256, new ModelClasses("animals", "1", CLASSES)).toBytes();
    joins.pipeInput(null, message);
  }

  /** An image was classified with confidence 0.9, and calibrated 0.8. */
  void predicted(String event, int predicted, Instant time) {
    predicted(event, predicted, time, SHA256);
  }

  void predicted(String event, int predicted, Instant time, String sha256) {
    Prediction prediction =
        new Prediction(
            event,
            new SourceCoordinates("images", 0, (long) event.hashCode()),
            new ModelIdentity("animals", "1", sha256),
            List.of(new Label(predicted, CLASSES.get(predicted), 0.9f)),
            Cohort.PRIMARY);
    RecordHeaders headers = new RecordHeaders();
    headers.add(Headers.CALIBRATED_PPM, "800000".getBytes(StandardCharsets.UTF_8));
    predictions.pipeInput(
        new TestRecord<>(
            "camera".getBytes(StandardCharsets.UTF_8),
            bytes(prediction::toByteBuffer),
            headers,
            time));
  }

  /** Somebody labels an image, and sends that at once. */
  void labelled(String event, Object trueClass, Instant time, String source) {
    ImageLabel label = new ImageLabel(event, trueClass, time, source);
    labels.pipeInput(new TestRecord<>(null, bytes(label::toByteBuffer), time));
  }

  /** A record on the topic of labels that is none. */
  void garbage(byte[] value, Instant time) {
    labels.pipeInput(new TestRecord<>(null, value, time));
  }

  /** A record where answers and labels meet. */
  void join(byte[] value) {
    joins.pipeInput(null, value);
  }

  void strangers(byte[] value) {
    predictions.pipeInput(new TestRecord<>(null, value, NOON));
    joins.pipeInput(new TestRecord<>(null, value, NOON));
  }

  /** Lets as much time pass as it takes to say what has changed, and returns the reports. */
  List<AccuracyReport> said() {
    driver.advanceWallClockTime(EVERY);
    driver.advanceWallClockTime(EVERY);
    List<AccuracyReport> reports = new ArrayList<>();
    for (KeyValue<String, byte[]> one : accuracy.readKeyValuesToList()) {
      reports.add(report(one.value));
    }
    return reports;
  }

  /** As {@link #said}, by key: what is left of them in a compacted topic. */
  Map<String, AccuracyReport> compacted() {
    driver.advanceWallClockTime(EVERY);
    driver.advanceWallClockTime(EVERY);
    Map<String, AccuracyReport> last = new TreeMap<>();
    for (KeyValue<String, byte[]> one : accuracy.readKeyValuesToList()) {
      last.put(one.key, report(one.value));
    }
    return last;
  }

  @Override
  public void refused(LabelRefusal code, String where, String reason) {
    refused.add(code.name());
  }

  @Override
  public void ignored(String reason) {
    ignored.add(reason);
  }

  @Override
  public void close() {
    driver.close();
  }

  private TestInputTopic<byte[], byte[]> input(String topic) {
    return driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static AccuracyReport report(byte[] value) {
    try {
      return AccuracyReport.fromByteBuffer(ByteBuffer.wrap(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  private interface Parsed<T> {
    T of(ByteBuffer bytes) throws IOException;
  }

  @FunctionalInterface
  private interface Written {
    ByteBuffer get() throws IOException;
  }

  private static <T extends SpecificRecord> AvroReader<T> reading(Parsed<T> parsed) {
    return record -> {
      try {
        return parsed.of(record);
      } catch (IOException | AvroRuntimeException e) {
        throw new CorruptRecordException("not a record", e);
      }
    };
  }

  private static byte[] bytes(Written written) {
    try {
      ByteBuffer buffer = written.get();
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
