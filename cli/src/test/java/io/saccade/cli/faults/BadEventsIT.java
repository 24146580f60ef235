package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.saccade.cli.CliProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One bad event never stops its partition: it becomes a failure with its code. */
final class BadEventsIT {

  private static final int EVENTS = 1_000;
  private static final int BAD = 100;
  private static final int MAX_OUTPUT = 1_000_000;
  private static final long SEED = 20_261_123;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

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
              .with("image.max.scans", Integer.toString(BadEvents.MAX_SCANS));
      try (BrokerView broker = new BrokerView(stage);
          Fleet fleet = new Fleet(stage, program, folder)) {
        broker.createTopics();
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
        assertThat(verdict.exactlyOnce()).as("%s", verdict).isTrue();
        assertThat(verdict.outputsOf(stage.predictions())).isEqualTo(EVENTS - BAD);
        assertThat(verdict.outputsOf(stage.failures())).isEqualTo(BAD);
        requireFailures(stage);
        assertThat(process.output()).doesNotContain("stream thread died", " ERROR ", "in thread");
      }
    }
  }

  private void publish(Stage stage) throws Exception {
    Random random = new Random(SEED);
    try (EventLoad load = new EventLoad(stage, SEED)) {
      List<BadEvent> kinds = BadEvents.of(stage, load);
      int bad = 0;
      for (int i = 0; i < EVENTS; i++) {
        // So many in a hundred, at places drawn anew for each hundred events.
        boolean isBad = random.nextInt(EVENTS - i) < BAD - bad;
        BadEvent event = kinds.get(bad % kinds.size());
        RecordMetadata at = load.send(load.key(), isBad ? event.value() : load.event()).get();
        if (isBad) {
          bad++;
          sent.put(new Coordinates(at.topic(), at.partition(), at.offset()), event);
        }
      }
    }
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
      headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
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
