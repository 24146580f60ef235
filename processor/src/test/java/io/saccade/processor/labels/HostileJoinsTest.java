package io.saccade.processor.labels;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.processor.accuracy.AccuracySums;
import io.saccade.processor.accuracy.Answer;
import io.saccade.processor.accuracy.AnswerStream;
import io.saccade.processor.accuracy.Count;
import io.saccade.processor.accuracy.ModelClasses;
import io.saccade.processor.accuracy.TrueClass;
import io.saccade.processor.accuracy.Truth;
import io.saccade.processor.drift.DriftSettings.StreamKeys;
import io.saccade.schemas.avro.AccuracyReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in the topic where labels are joined, the join goes on, and stays exact. */
final class HostileJoinsTest {

  private static final int SPOILT = 3_000;

  @TempDir private Path folder = Path.of("");

  /** Of the right form, and of what nobody could have counted. */
  static Stream<JoinMessage> absurd() {
    return Stream.of(
        counted(new AnswerStream("a/b/c", "x"), 0, 0),
        counted(new AnswerStream("ab", "x"), 0, 0),
        counted(new AnswerStream(LabelStage.SHA256, "x"), Long.MAX_VALUE, 0),
        counted(new AnswerStream(LabelStage.SHA256, "x"), Long.MIN_VALUE, 0),
        counted(new AnswerStream(LabelStage.SHA256, "x"), 0, Long.MAX_VALUE),
        new JoinMessage.Refused(Long.MAX_VALUE),
        new JoinMessage.Refused(Long.MIN_VALUE),
        answered(Long.MAX_VALUE),
        answered(Long.MIN_VALUE),
        new JoinMessage.Labelled(
            "event", new Truth(Long.MIN_VALUE, 0, TrueClass.numbered(9), Long.MAX_VALUE)),
        new JoinMessage.Classes("", new ModelClasses("", "", List.of())));
  }

  @ParameterizedTest
  @MethodSource("absurd")
  void isAsExactAfterAMessageOfAnAbsurdTimeOrStream(JoinMessage absurd) {
    try (LabelStage stage = new LabelStage(folder, StreamKeys.MODEL)) {
      stage.join(absurd.toBytes());

      requireExact(stage);
    }
  }

  @Test
  void goesOnWhateverBytesOfAMessageAreSpoilt() {
    Random random = new Random(4711);
    List<byte[]> whole =
        Stream.concat(
                absurd(),
                Stream.of(
                    answered(LabelStage.NOON.toEpochMilli()),
                    counted(
                        new AnswerStream("cd".repeat(32), ""),
                        LabelStage.NOON.toEpochMilli(),
                        LabelStage.NOON.toEpochMilli())))
            .map(JoinMessage::toBytes)
            .toList();
    try (LabelStage stage = new LabelStage(folder, StreamKeys.MODEL)) {
      for (int i = 0; i < SPOILT; i++) {
        byte[] bytes = whole.get(random.nextInt(whole.size())).clone();
        for (int spoilt = 1 + random.nextInt(3); spoilt > 0; spoilt--) {
          // Behind the form and the kind.
          int at = 2 + random.nextInt(bytes.length - 2);
          bytes[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : bytes[at] ^ 1);
        }
        stage.join(bytes);
        if (i % 100 == 0) {
          List<AccuracyReport> unused = stage.said();
        }
      }

      assertThat(stage.ignored).hasSizeGreaterThan(100);
      Instant now = LabelStage.NOON.plus(Duration.ofDays(30));
      stage.predicted("last", 0, now);
      stage.labelled("last", "cat", now, "anna");
      assertThat(stage.said()).as("the join still says something").isNotEmpty();
    }
  }

  private static void requireExact(LabelStage stage) {
    stage.predicted("a", 0, LabelStage.NOON);
    stage.predicted("b", 1, LabelStage.NOON);
    stage.labelled("a", "cat", LabelStage.NOON, "anna");
    stage.labelled("b", "cat", LabelStage.NOON, "anna");
    Map<String, AccuracyReport> reports = stage.compacted();
    assertThat(reports.values())
        .filteredOn(report -> report.getSha256().equals(LabelStage.SHA256))
        .filteredOn(report -> report.getScale().equals("PT1H"))
        .filteredOn(report -> report.getStart().equals(LabelStage.NOON))
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.getLabelled()).isEqualTo(2);
              assertThat(report.getRight()).isEqualTo(1);
            });
  }

  private static JoinMessage counted(AnswerStream stream, long hour, long newest) {
    AccuracySums sums = new AccuracySums();
    sums.add(Count.LABELLED, 3);
    sums.add(Count.RIGHT, -9);
    return new JoinMessage.Counted(stream, "animals", "1", 0, hour, newest, sums.toBytes());
  }

  private static JoinMessage answered(long time) {
    return new JoinMessage.Answered(
        "event",
        new Answer(
            new AnswerStream(LabelStage.SHA256, "x"),
            new Answer.Place(1, -2, -3),
            time,
            -7,
            Answer.ONE,
            -1),
        "animals",
        "1");
  }
}
