package io.saccade.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.shapes.ShapeImage;
import io.saccade.processor.drift.DriftSettings.StreamKeys;
import io.saccade.processor.lookahead.Coordinates;
import io.saccade.processor.lookahead.Engine;
import io.saccade.processor.lookahead.Outcome;
import io.saccade.processor.lookahead.PlainSerdes;
import io.saccade.processor.telemetry.EventTraces;
import io.saccade.schemas.avro.Prediction;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SaccadeTopologyTest implements TopologyListener {

  private static final TopicNames TOPICS =
      new TopicNames("images", "predictions", "image-failures");
  private static final int LIMIT = 20_000;

  private final DriftOutbox outbox = DriftStage.outbox(1, StreamKeys.MODEL);
  private Engine engine;
  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> images;
  private TestOutputTopic<byte[], byte[]> predictions;
  private TestOutputTopic<byte[], byte[]> failures;
  private int predicted;
  private int failed;

  @BeforeEach
  void start() throws Exception {
    engine = new Engine(2, 4);
    driver =
        new TopologyTestDriver(
            SaccadeTopology.build(
                TOPICS,
                engine.lookAhead(),
                outbox,
                LIMIT,
                new SaccadeTopology.Told(this, EventTraces.silent())),
            new Properties());
    images =
        driver.createInputTopic("images", new ByteArraySerializer(), new ByteArraySerializer());
    predictions =
        driver.createOutputTopic(
            "predictions", new ByteArrayDeserializer(), new ByteArrayDeserializer());
    failures =
        driver.createOutputTopic(
            "image-failures", new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @AfterEach
  void stop() {
    driver.close();
    engine.close();
  }

  @Override
  public void predicted(byte[] event, Outcome.Classified prediction, long timestamp) {
    predicted++;
  }

  @Override
  public void failed(Coordinates coordinates, Outcome.Failed failure) {
    failed++;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static @Nullable String header(TestRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }

  @Test
  void saysOnAPredictionWhereItsTimeWent() throws Exception {
    images.pipeInput(utf8("camera"), Engine.event(0, Engine.shapes(1).get(0)));

    TestRecord<byte[], byte[]> record = predictions.readRecord();

    assertThat(
            List.of(
                Headers.QUEUED_MICROS,
                Headers.DECODE_MICROS,
                Headers.WAITED_MICROS,
                Headers.INFERENCE_MICROS))
        .allSatisfy(name -> assertThat(header(record, name)).matches("\\d+"));
  }

  @Test
  void saysWhenAnEventWasDoneAndNotWhenItWasBegun() {
    Instant before = Instant.now(); // The clock of Kafka Streams has stood still since the start.
    images.pipeInput(utf8("camera"), Engine.event(0, Engine.shapes(1).get(0)));

    TestRecord<byte[], byte[]> record = predictions.readRecord();

    assertThat(Instant.parse(header(record, Headers.PROCESSED_AT)))
        .isAfterOrEqualTo(before.truncatedTo(ChronoUnit.MILLIS));
  }

  @Test
  void forwardsPredictionsInOrderWithKeyTimestampAndHeaders() throws Exception {
    List<ShapeImage> shapes = Engine.shapes(20);
    for (int i = 0; i < 20; i++) {
      TestRecord<byte[], byte[]> event =
          new TestRecord<>(
              utf8("camera"), Engine.event(i, shapes.get(i)), Instant.ofEpochMilli(1000 + i));
      event.headers().add("traceparent", utf8("00-abc"));
      images.pipeInput(event);
    }
    List<TestRecord<byte[], byte[]>> out = predictions.readRecordsToList();
    assertThat(out).hasSize(20);
    for (int i = 0; i < 20; i++) {
      TestRecord<byte[], byte[]> record = out.get(i);
      Prediction prediction =
          Prediction.fromByteBuffer(ByteBuffer.wrap(Objects.requireNonNull(record.value())));
      assertThat(prediction.getEventId()).isEqualTo("event-" + i);
      assertThat(record.key()).isEqualTo(utf8("camera"));
      assertThat(record.timestamp()).isEqualTo(1000 + i);
      assertThat(header(record, "traceparent")).isEqualTo("00-abc");
      assertThat(header(record, Headers.DEVICE)).isEqualTo("cpu");
      assertThat(header(record, Headers.BATCH_SIZE)).isEqualTo("1");
    }
    assertThat(predicted).isEqualTo(20);
    assertThat(failures.isEmpty()).isTrue();
  }

  @Test
  void forwardsWhatFailsWithItsCodeAndTheOriginal() {
    byte[] event = PlainSerdes.event("broken", ByteBuffer.wrap(utf8("<html>not an image</html>")));
    images.pipeInput(utf8("camera"), event);
    TestRecord<byte[], byte[]> failure = failures.readRecord();
    assertThat(failure.key()).isEqualTo(utf8("camera"));
    assertThat(failure.value()).isEqualTo(event);
    assertThat(header(failure, Headers.ERROR_CODE)).isEqualTo("IMAGE_UNSUPPORTED");
    assertThat(header(failure, Headers.SOURCE_TOPIC)).isEqualTo("images");
    assertThat(header(failure, Headers.SOURCE_PARTITION)).isEqualTo("0");
    assertThat(header(failure, Headers.SOURCE_OFFSET)).isEqualTo("0");
    assertThat(header(failure, Headers.SOURCE_SHA256)).hasSize(64);
    assertThat(header(failure, Headers.MODEL)).startsWith("colors 1");
    assertThat(header(failure, "__streams.errors.topic")).isEqualTo("images");
    assertThat(header(failure, "__streams.errors.offset")).isEqualTo("0");
    assertThat(header(failure, "__streams.errors.stacktrace")).isNull();
    assertThat(failed).isEqualTo(1);
  }

  @Test
  void leavesTheValueOutOfAFailureThatWouldNotFit() {
    byte[] event = PlainSerdes.event("big", ByteBuffer.wrap(new byte[LIMIT]));
    images.pipeInput(utf8("camera"), event);
    TestRecord<byte[], byte[]> failure = failures.readRecord();
    assertThat(failure.value()).isNull();
    assertThat(header(failure, Headers.VALUE_DROPPED)).isEqualTo("true");
    assertThat(header(failure, Headers.SOURCE_SHA256)).hasSize(64);
  }

  @Test
  void failsAnEventWhosePredictionWouldNotFit() {
    byte[] event =
        PlainSerdes.event("x".repeat(LIMIT), ByteBuffer.wrap(Engine.shapes(1).get(0).encoded()));
    images.pipeInput(utf8("camera"), event);
    TestRecord<byte[], byte[]> failure = failures.readRecord();
    assertThat(header(failure, Headers.ERROR_CODE)).isEqualTo("OUTPUT_TOO_LARGE");
    assertThat(failure.value()).isNull();
    assertThat(predictions.isEmpty()).isTrue();
  }

  @Test
  void keepsAFailureWithinTheLimitHoweverLargeTheKeyAndHeaders() {
    TestRecord<byte[], byte[]> event =
        new TestRecord<>(new byte[100_000], PlainSerdes.event("x", ByteBuffer.allocate(0)));
    event.headers().add("huge", new byte[100_000]);
    images.pipeInput(event);
    TestRecord<byte[], byte[]> failure = failures.readRecord();
    assertThat(failure.key()).isNull();
    assertThat(header(failure, Headers.KEY_DROPPED)).isEqualTo("true");
    assertThat(failure.headers().lastHeader("huge")).isNull();
  }

  @Test
  void keepsTheEventsOwnHeadersWithAFailure() {
    TestRecord<byte[], byte[]> event =
        new TestRecord<>(utf8("camera"), PlainSerdes.event("x", ByteBuffer.allocate(0)));
    event.headers().add("traceparent", utf8("00-abc"));
    images.pipeInput(event);
    assertThat(header(failures.readRecord(), "traceparent")).isEqualTo("00-abc");
  }

  @Test
  void takesARecordWhoseTimestampIsNegative() {
    SoundTimestamps timestamps = new SoundTimestamps();
    ConsumerRecord<Object, Object> record =
        new ConsumerRecord<>(
            "images",
            0,
            0,
            -1,
            TimestampType.NO_TIMESTAMP_TYPE,
            0,
            0,
            "",
            "",
            new RecordHeaders(),
            Optional.empty());
    assertThat(timestamps.extract(record, -1)).isZero();
    assertThat(timestamps.extract(record, 77)).isEqualTo(77);
  }

  @Test
  void refusesTopicsOfTheSameName() {
    assertThatThrownBy(() -> new TopicNames("images", "images", "image-failures"))
        .hasMessageContaining("must differ");
  }

  @Test
  void takesTheTraceOfAnEventOnToItsPredictionOrFailure() throws Exception {
    String trace = "0af7651916cd43dd8448eb211c80319c";
    RecordHeaders headers = new RecordHeaders();
    headers.add("traceparent", utf8("00-" + trace + "-b7ad6b7169203331-01"));
    headers.add("tracestate", utf8("congo=t61rcWkgMzE"));
    byte[] event = Engine.event(0, Engine.shapes(1).get(0));

    images.pipeInput(new TestRecord<>(utf8("a"), event, headers));
    images.pipeInput(new TestRecord<>(utf8("b"), new byte[0], headers));

    for (TestRecord<byte[], byte[]> record :
        List.of(predictions.readRecord(), failures.readRecord())) {
      assertThat(header(record, "traceparent"))
          .matches("00-" + trace + "-[0-9a-f]{16}-01")
          .doesNotContain("b7ad6b7169203331", "0000000000000000");
      assertThat(header(record, "tracestate")).isEqualTo("congo=t61rcWkgMzE");
    }
  }

  @Test
  void makesNoTraceWhereThereIsNone() throws Exception {
    RecordHeaders broken = new RecordHeaders();
    broken.add("traceparent", utf8("00-nonsense"));
    byte[] event = Engine.event(0, Engine.shapes(1).get(0));

    images.pipeInput(utf8("a"), event);
    images.pipeInput(new TestRecord<>(utf8("a"), event, broken));

    assertThat(header(predictions.readRecord(), "traceparent")).isNull();
    assertThat(header(predictions.readRecord(), "traceparent")).isEqualTo("00-nonsense");
  }
}
