package io.saccade.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.saccade.cli.CliRun;
import io.saccade.processor.SaccadeProcessor;
import io.saccade.schemas.avro.SourceCoordinates;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replays what a real processor did under {@code deterministic: true}: its start, a canary, and a
 * second release.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReplayIT {

  private static final int EACH = 40;
  private static final int ALL = 3 * EACH;

  @TempDir private static Path folder;
  private Stage stage;

  @BeforeAll
  void runAProcessorThroughTwoReleases() throws Exception {
    stage = Stage.start(folder);
    stage.publish(EACH);
    try (SaccadeProcessor processor = stage.processor()) {
      stage.predictions(EACH);
      stage.release("--canary", "2=50", "--canary-bundle", stage.version(2).toString());
      stage.publish(EACH);
      stage.predictions(2 * EACH);
      stage.release("--version", "3", "--bundle", stage.version(3).toString());
      stage.publish(EACH);
      stage.predictions(ALL);
      assertThat(processor.version().version()).isEqualTo("3");
    }
  }

  @AfterAll
  void stop() throws Exception {
    stage.close();
  }

  @Test
  void givesTheVeryBytesThatWereRecordedThroughACanaryAndTwoReleases() throws Exception {
    CliRun run =
        stage.replay(
            "--from", "earliest", "--deterministic", "--to-topic", "again", "--format", "json");

    assertThat(run.code()).as(run.out() + run.err()).isZero();
    JsonNode comparison = Stage.documents(run).get(0).path("comparison");
    assertThat(comparison.path("compared").asInt()).isEqualTo(ALL);
    assertThat(comparison.path("agreed").asInt()).isEqualTo(ALL);
    assertThat(comparison.path("differentBytes").asInt()).isZero();
    assertThat(stage.bytes("again")).hasSize(ALL).isEqualTo(stage.bytes("predictions"));
    TreeSet<String> answered = new TreeSet<>();
    for (JsonNode prediction : stage.predictions(ALL)) {
      answered.add(
          prediction.at("/model/version").asText() + " " + prediction.path("cohort").asText());
    }
    assertThat(answered)
        .as("what there was to be got right")
        .containsExactly("1 PRIMARY", "2 CANARY", "3 PRIMARY");
  }

  @Test
  void givesTheSameLabelsWithoutDeterminismToo() throws Exception {
    CliRun run =
        stage.replay("--from=-1h", "--to", "latest", "--to-topic", "labels", "--format", "json");

    assertThat(run.code()).as(run.out() + run.err()).isZero();
    JsonNode comparison = Stage.documents(run).get(0).path("comparison");
    assertThat(comparison.path("compared").asInt()).isEqualTo(ALL);
    assertThat(comparison.path("agreed").asInt()).isEqualTo(ALL);
  }

  @Test
  void namesTheFirstByteThatDiffers() throws Exception {
    List<ConsumerRecord<byte[], byte[]>> recorded = stage.records("predictions");
    stage.tamper(recorded, 7, "tampered");

    CliRun run =
        stage.replay(
            "--from",
            "earliest",
            "--deterministic",
            "--set",
            "topics.predictions=tampered",
            "--to-topic",
            "differs");

    SourceCoordinates source = stage.read(recorded.get(7).value()).getSource();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("1 of 120 predictions are not the recorded bytes")
        .contains(
            "the first is images-%d@%d (".formatted(source.getPartition(), source.getOffset()));
    assertThat(run.out()).contains("agreement  120 of 120 events, 100.00 %", "1 of 120 differ");
  }

  @Test
  void holdsTwoVersionsAgainstEachOtherByClassWithExamples() throws Exception {
    CliRun run =
        stage.replay(
            "--from",
            "earliest",
            "--model",
            stage.version(3).toString(),
            "--against",
            stage.version(1).toString(),
            "--limit",
            "50",
            "--examples",
            "3",
            "--format",
            "json");

    assertThat(run.code()).as(run.out() + run.err()).isZero();
    JsonNode report = Stage.documents(run).get(0);
    assertThat(report.path("toTopic").asText()).isEqualTo("replay-colors-3");
    assertThat(report.path("events").asInt()).isEqualTo(50);
    JsonNode comparison = report.path("comparison");
    assertThat(comparison.path("compared").asInt()).isEqualTo(50);
    assertThat(comparison.path("agreed").asInt()).isZero();
    assertThat(comparison.path("disagreements")).hasSize(3);
    assertThat(comparison.at("/disagreements/0/source/topic").asText()).isEqualTo("images");
    assertThat(comparison.path("classes"))
        .isNotEmpty()
        .allMatch(c -> c.path("agreed").asInt() == 0);
    assertThat(stage.records("replay-colors-3")).hasSize(50);
  }

  @Test
  void refusesToReplayIntoTheSameTopicTwiceUnlessToldToAndMarksEachRun() throws Exception {
    String[] options = {
      "--from-offsets", "0:0,1:0", "--model", stage.version(2).toString(), "--to-topic", "twice"
    };
    assertThat(stage.replay(options).code()).isZero();
    int once = stage.records("twice").size();

    CliRun again = stage.replay(options);
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("topic twice holds", "--append", "saccade.replay");

    String[] appending = List.of(options).toArray(new String[options.length + 1]);
    appending[options.length] = "--append";
    assertThat(stage.replay(appending).code()).isZero();
    assertThat(stage.records("twice")).hasSize(2 * once);
    assertThat(
            stage.records("twice").stream()
                .map(record -> record.headers().lastHeader("saccade.replay").value())
                .map(name -> new String(name, StandardCharsets.UTF_8))
                .distinct())
        .hasSize(2);
  }

  @Test
  void neverWritesToALiveTopic() throws Exception {
    CliRun run =
        stage.replay(
            "--from",
            "earliest",
            "--model",
            stage.version(2).toString(),
            "--to-topic",
            "predictions");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("topic predictions is one of the processor's own");
    assertThat(stage.records("predictions")).hasSize(ALL);
  }

  @Test
  void saysWhereNobodyRecordedWhatAnswered() {
    CliRun run =
        stage.replay("--from", "earliest", "--set", "application.id=nobody", "--to-topic", "none");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("no instance of group nobody", "--model")
        .doesNotContain("\tat ");
  }
}
