package io.saccade.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.cli.CliRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** `saccade failures` on the topics of a run, and what is to be seen of it afterwards. */
record FailureDesk(Stage stage) {

  private static final String OF = "saccade.replay.of";

  /** How often each failure is linked to. */
  Map<String, Long> links(String topic) throws Exception {
    Map<String, Long> links = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : Reading.all(stage, topic)) {
      if (record.headers().lastHeader(OF) != null) {
        links.merge(Verifier.header(record, OF), 1L, Long::sum);
      }
    }
    return links;
  }

  /** What was put back is what failed, and says so. */
  void requireLinks(long failed) throws Exception {
    Map<String, ConsumerRecord<byte[], byte[]>> events = new HashMap<>();
    List<ConsumerRecord<byte[], byte[]>> replayed = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> event : Reading.all(stage, stage.images())) {
      events.put(Coordinates.of(event).toString(), event);
      if (event.headers().lastHeader(OF) != null) {
        replayed.add(event);
      }
    }
    assertThat(replayed).hasSize((int) failed);
    for (ConsumerRecord<byte[], byte[]> event : replayed) {
      ConsumerRecord<byte[], byte[]> original =
          Objects.requireNonNull(events.get(Verifier.header(event, "saccade.replay.source")));
      assertThat(event.value()).isEqualTo(original.value());
      assertThat(event.key()).isEqualTo(original.key());
      assertThat(event.partition()).isEqualTo(original.partition());
      assertThat(event.timestamp()).isEqualTo(original.timestamp());
      assertThat(Verifier.header(event, "saccade.replay.attempt")).isEqualTo("1");
      assertThat(event.headers().lastHeader("saccade.error.code")).isNull();
      assertThat(event.headers().lastHeader("__streams.errors.offset")).isNull();
    }
  }

  /** All are done, and what failed again is seen to. */
  void requireNoMore(long hopeless) throws Exception {
    CliRun run = run("replay", "--max-attempts", "1", "--format", "json");
    JsonNode counts = last(run).path("counts");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(counts.path("REPLAYED").asLong()).isZero();
    assertThat(counts.path("GIVEN_UP").asLong()).isEqualTo(hopeless);
  }

  /** The story of an event that was put back names its failure. */
  void requireStory() throws Exception {
    ConsumerRecord<byte[], byte[]> prediction =
        Reading.all(stage, stage.predictions()).stream()
            .filter(record -> record.headers().lastHeader(OF) != null)
            .findFirst()
            .orElseThrow();
    ConsumerRecord<byte[], byte[]> event =
        Reading.all(stage, stage.images()).stream()
            .filter(record -> record.headers().lastHeader(OF) != null)
            .filter(record -> Verifier.header(record, OF).equals(Verifier.header(prediction, OF)))
            .findFirst()
            .orElseThrow();
    CliRun why =
        CliRun.of(
            "why",
            Coordinates.of(event).toString(),
            "--bootstrap",
            stage.bootstrap(),
            "--registry",
            stage.registry(),
            "--topic",
            stage.images(),
            "--predictions-topic",
            stage.predictions(),
            "--failures-topic",
            stage.failures());
    assertThat(why.out()).contains("attempt 1 for the failure " + Verifier.header(prediction, OF));
  }

  /** Runs `saccade failures`. */
  CliRun run(String... what) {
    return CliRun.of(args(what));
  }

  String[] args(String... what) {
    List<String> args = new ArrayList<>(List.of("failures"));
    args.addAll(List.of(what));
    args.addAll(
        List.of(
            "--bootstrap",
            stage.bootstrap(),
            "--registry",
            stage.registry(),
            "--topic",
            stage.images(),
            "--failures-topic",
            stage.failures(),
            "--replays-topic",
            stage.name() + "-replays"));
    return args.toArray(String[]::new);
  }

  /** The last line of JSON. */
  static JsonNode last(CliRun run) throws Exception {
    List<String> lines = run.out().lines().toList();
    return new ObjectMapper().readTree(lines.get(lines.size() - 1));
  }
}
