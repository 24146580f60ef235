package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.saccade.cli.CliProcess;
import io.saccade.processor.telemetry.Metric;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One bad event never stops its partition: it becomes a failure with its code. */
final class BadEventsIT {

  private static final int EVENTS = Integer.getInteger("faults.bad.events", 1_000);
  private static final int BAD = 100;
  private static final int MAX_OUTPUT = 1_000_000;
  private static final long SEED = 20_261_123;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final Set<Metric> NOT_HERE =
      EnumSet.of(
          Metric.SHADOW_IMAGES,
          Metric.SHADOW_AGREEMENT,
          Metric.DRIFT_P,
          Metric.DRIFT_ALARM,
          Metric.DRIFT_ALARMS,
          Metric.DRIFT_WINDOWS,
          Metric.LABELS_ACCURACY,
          Metric.LABELS_JOINED);

  /** Bad events by where they stand. */
  private final Map<Coordinates, BadEvent> sent = new HashMap<>();

  @Test
  void predictsEveryGoodEventAndRefusesEveryBadOneWithItsCode(@TempDir Path folder)
      throws Exception {
    try (SandboxProcess sandbox = SandboxProcess.start(folder)) {
      Stage stage = sandbox.stage("bad");
      SaccadeProgram program =
          SaccadeProgram.of(folder, "exactly_once_v2")
              .with("image.max.bytes", Integer.toString(BadEvents.MAX_IMAGE_BYTES))
              .with("image.max.scans", Integer.toString(BadEvents.MAX_SCANS))
              .with("http.port", "0");
      try (BrokerView broker = new BrokerView(stage);
          Fleet fleet = new Fleet(stage, program, folder)) {
        broker.createTopics();
        broker.takeAnyTime(stage.topics());
        CliProcess process = fleet.start(fleet.client(0));
        publish(stage);
        Eventually.holds(
            "every event is committed",
            PATIENCE,
            () -> {
              fleet.requireAlive();
              return broker.lag() == 0;
            });

        Verdict verdict = Verifier.judge(stage, broker, PATIENCE);
        System.out.println("bad events: seed=" + SEED + " " + verdict);
        Evidence.of("bad-records")
            .figures(verdict)
            .figure("bad", BAD)
            .figure("predictions", verdict.outputsOf(stage.predictions()))
            .figure("coded failures", verdict.outputsOf(stage.failures()))
            .figure("restarts", process.isAlive() ? 0 : 1)
            .seed(SEED)
            .save();
        assertThat(verdict.exactlyOnce()).as("%s", verdict).isTrue();
        assertThat(verdict.outputsOf(stage.predictions())).isEqualTo(EVENTS - BAD);
        assertThat(verdict.outputsOf(stage.failures())).isEqualTo(BAD);
        requireFailures(stage);
        requireMetrics(Scrape.address(process));
        assertThat(process.output()).doesNotContain("stream thread died", " ERROR ", "in thread");
      }
    }
  }

  private void publish(Stage stage) throws Exception {
    Random random = new Random(SEED);
    try (EventLoad load = new EventLoad(stage, SEED);
        HostileRecords records = new HostileRecords(stage, SEED)) {
      List<BadEvent> kinds = BadEvents.of(stage, load);
      int bad = 0;
      for (int i = 0; i < EVENTS; i++) {
        // So many in a hundred, at places drawn anew for each hundred events.
        boolean isBad = random.nextInt(EVENTS - i) < BAD - bad;
        BadEvent event = kinds.get(bad % kinds.size());
        byte[] value = isBad ? event.value() : load.event();
        RecordMetadata at = records.send(stage.images(), bytes(load.key()), value).get();
        if (isBad) {
          bad++;
          sent.put(new Coordinates(at.topic(), at.partition(), at.offset()), event);
        }
      }
    }
  }

  private static byte @Nullable [] bytes(@Nullable String key) {
    return key == null ? null : key.getBytes(StandardCharsets.UTF_8);
  }

  /** The processor has said the same to whoever scrapes it. */
  private void requireMetrics(URI processor) throws Exception {
    Scrape scrape = Scrape.of(processor);

    assertThat(scrape.unknown()).as("what the catalogue does not have").isEmpty();
    Set<Metric> missing = EnumSet.allOf(Metric.class);
    missing.removeAll(scrape.present());
    assertThat(missing).as("of what needs neither shadow, drift nor labels").isEqualTo(NOT_HERE);
    assertThat(scrape.sum("saccade_predictions_total", "version", "1", "cohort", "PRIMARY"))
        .isEqualTo(EVENTS - BAD);
    Map<String, Double> counts = new TreeMap<>();
    sent.values().forEach(event -> counts.merge(event.code().name(), 1.0, Double::sum));
    counts.forEach(
        (code, count) ->
            assertThat(scrape.sum("saccade_failures_total", "code", code))
                .as(code)
                .isEqualTo(count));
    assertThat(scrape.sum("saccade_failures_total")).isEqualTo(BAD);
    assertThat(scrape.sum("saccade_latency_seconds_count")).isEqualTo(EVENTS);
    assertThat(scrape.sum("saccade_event_age_seconds_count")).isEqualTo(EVENTS - BAD);
    assertThat(scrape.of("saccade_records_lag")).hasSize(Stage.PARTITIONS);
    assertThat(scrape.sum("saccade_records_lag")).isZero();
    assertThat(scrape.of("saccade_version_info", "version", "1", "role", "PRIMARY")).hasSize(1);
    assertThat(scrape.sum("saccade_lanes")).isEqualTo(2);
    assertThat(scrape.sum("process_resident_memory_bytes")).isGreaterThan(1 << 20);
    assertThat(scrape.sum("kafka_stream_thread_process_total")).isPositive();
    assertThat(Scrape.get(processor, "/health/live").body()).contains("\"UP\"");
    assertThat(Scrape.get(processor, "/health/ready").statusCode()).isEqualTo(200);
  }

  private void requireFailures(Stage stage) throws Exception {
    Map<String, String> wrong = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> failure : Reading.all(stage, stage.failures())) {
      BadEvent event = sent.get(Verifier.source(failure));
      assertThat(event).as("a failure of a good event: %s", failure).isNotNull();
      if (event == null) {
        continue;
      }
      String code = Verifier.header(failure, "saccade.error.code");
      if (!code.equals(event.code().name())) {
        wrong.put(event.what(), code + " instead of " + event.code());
      }
      requireHeaders(failure, event);
    }
    assertThat(wrong).isEmpty();
  }

  private static void requireHeaders(ConsumerRecord<byte[], byte[]> failure, BadEvent event)
      throws Exception {
    Map<String, String> headers = new HashMap<>();
    for (Header header : failure.headers()) {
      byte[] value = header.value();
      headers.put(header.key(), value == null ? "" : new String(value, StandardCharsets.UTF_8));
    }
    String code = Verifier.header(failure, "saccade.error.code");
    String message = Verifier.header(failure, "saccade.error.message");
    assertThat(message).as(event.what()).isNotBlank().doesNotContain("\n", "Exception", "\tat ");
    assertThat(headers)
        .contains(
            entry("__streams.errors.exception", code),
            entry("__streams.errors.message", message),
            entry("__streams.errors.topic", Verifier.header(failure, "saccade.source.topic")),
            entry(
                "__streams.errors.partition", Verifier.header(failure, "saccade.source.partition")),
            entry("__streams.errors.offset", Verifier.header(failure, "saccade.source.offset")))
        .containsKey("saccade.model")
        .doesNotContainKey("__streams.errors.stacktrace");
    byte[] value = event.value();
    if (value == null) {
      assertThat(headers).doesNotContainKey("saccade.source.sha256");
    } else {
      assertThat(headers).containsEntry("saccade.source.sha256", Verifier.digest(value));
    }
    boolean dropped = headers.containsKey("saccade.value.dropped");
    assertThat(dropped).isEqualTo(value != null && value.length > MAX_OUTPUT);
    assertThat(failure.value()).isEqualTo(dropped ? null : value);
  }
}
