package io.saccade.processor.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class LabelledEventTest {

  private static final LabelRule RULE = new LabelRule(Duration.ofDays(7));
  private static final ModelClasses CLASSES =
      new ModelClasses("animals", "1", List.of("cat", "dog", "owl"));
  private static final long NOON = Duration.ofDays(20_000).plusHours(12).toMillis();
  private static final AnswerStream STREAM = new AnswerStream("a".repeat(64), "");

  @Test
  void comesToTheClassThatALabelNamesOrNumbers() {
    assertThat(verdict(said(0, 1, TrueClass.named("dog")))).isEqualTo(1);
    assertThat(verdict(said(0, 1, TrueClass.numbered(2)))).isEqualTo(2);
    assertThat(verdict()).isEqualTo(Verdict.NONE);
  }

  @Test
  void countsNoClassThatTheVersionHasNot() {
    assertThat(verdict(said(0, 1, TrueClass.named("cow")))).isEqualTo(Verdict.UNKNOWN);
    assertThat(verdict(said(0, 1, TrueClass.numbered(3)))).isEqualTo(Verdict.UNKNOWN);
    assertThat(verdict(said(0, 1, TrueClass.numbered(-1)))).isEqualTo(Verdict.UNKNOWN);
    assertThat(verdict(said(0, 1, TrueClass.named("cow")), said(0, 2, TrueClass.named("owl"))))
        .isEqualTo(2);
  }

  @Test
  void takesTheNewestOfASourceAndNoSideWhereSourcesDisagree() {
    Truth cat = said(0, 1, TrueClass.named("cat"));
    assertThat(verdict(cat, said(5, 1, TrueClass.named("dog")))).isEqualTo(1);
    assertThat(verdict(cat, said(0, 1, TrueClass.named("dog")))).isEqualTo(Verdict.CONTRADICTED);
    assertThat(verdict(cat, said(9, 2, TrueClass.named("dog")))).isEqualTo(Verdict.CONTRADICTED);
    assertThat(verdict(cat, said(5, 1, TrueClass.named("dog")), said(9, 2, TrueClass.numbered(1))))
        .isEqualTo(1);
  }

  @Test
  void takesNoLabelThatWasFoundOutTooLate() {
    long wait = RULE.patience().toMillis();
    Truth inTime = said(wait, 1, TrueClass.named("cat"));
    Truth late = said(wait + 1, 1, TrueClass.named("dog"));
    assertThat(verdict(inTime)).isEqualTo(0);
    assertThat(verdict(late)).isEqualTo(Verdict.LATE);
    assertThat(verdict(inTime, late)).isEqualTo(0);
  }

  @Test
  void isTheSameInWhateverOrderItsPartsCame() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      List<UnaryOperator<LabelledEvent>> parts = new ArrayList<>();
      parts.add(event -> event.with(answer()));
      for (int i = random.nextInt(25); i > 0; i--) {
        Truth truth =
            new Truth(
                NOON + random.nextInt(4),
                random.nextInt(3),
                TrueClass.numbered(random.nextInt(4)),
                NOON + random.nextInt(3));
        parts.add(event -> event.with(truth));
      }
      LabelledEvent one = all(parts);
      Collections.shuffle(parts, random);
      assertThat(all(parts)).isEqualTo(one);
    }
  }

  @Test
  void countsAPredictionThatIsReadTwiceOnce() {
    LabelledEvent event = LabelledEvent.EMPTY.with(answer());
    assertThat(event.with(answer())).isSameAs(event);
  }

  private static LabelledEvent all(List<UnaryOperator<LabelledEvent>> parts) {
    LabelledEvent event = LabelledEvent.EMPTY;
    for (UnaryOperator<LabelledEvent> part : parts) {
      event = part.apply(event).judged((answer, truths) -> RULE.verdict(answer, truths, CLASSES));
    }
    return event;
  }

  private static int verdict(Truth... truths) {
    return RULE.verdict(answer(), List.of(truths), CLASSES);
  }

  private static Truth said(long after, long source, String what) {
    return new Truth(NOON + after, source, what, NOON);
  }

  private static Answer answer() {
    return new Answer(STREAM, new Answer.Place(1, 0, 5), NOON, 0, 900_000, 800_000);
  }
}
