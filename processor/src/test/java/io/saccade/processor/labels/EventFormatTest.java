package io.saccade.processor.labels;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.processor.accuracy.Answer;
import io.saccade.processor.accuracy.AnswerStream;
import io.saccade.processor.accuracy.LabelledEvent;
import io.saccade.processor.accuracy.ModelClasses;
import io.saccade.processor.accuracy.TrueClass;
import io.saccade.processor.accuracy.Truth;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventFormatTest {

  private static final AnswerStream STREAM = new AnswerStream("ab".repeat(32), "");
  private static final Answer ANSWER =
      new Answer(STREAM, new Answer.Place(-5, 3, 1L << 40), 1_763_800_000_000L, 7, 912_345, -1);
  private static final Truth TRUTH = new Truth(5, -6, TrueClass.named("Käfer"), 7);

  @Test
  void readsWhatItWrote() {
    LabelledEvent event =
        new LabelledEvent(
            List.of(new LabelledEvent.Judged(ANSWER, -2), new LabelledEvent.Judged(ANSWER, 9)),
            List.of(TRUTH, new Truth(8, 0, TrueClass.numbered(3), 9)));
    assertThat(EventFormat.read(EventFormat.write(event))).isEqualTo(event);
  }

  /** What docs/labels.md says that a prediction costs. */
  @Test
  void keepsEightyBytesOfAPrediction() {
    assertThat(EventFormat.write(LabelledEvent.EMPTY.with(ANSWER))).hasSize(77);
  }

  @Test
  void messagesAreReadAsTheyWereWritten() {
    JoinMessage answered = new JoinMessage.Answered("a", ANSWER, "animals", "1");
    JoinMessage labelled = new JoinMessage.Labelled("a", TRUTH);
    JoinMessage refused = new JoinMessage.Refused(5);
    for (JoinMessage message : List.of(answered, labelled, refused)) {
      assertThat(JoinMessage.read(message.toBytes())).contains(message);
    }
    byte[] classes =
        new JoinMessage.Classes("ab", new ModelClasses("animals", "1", List.of("cat", "dog")))
            .toBytes();
    assertThat(JoinMessage.read(classes))
        .get()
        .isInstanceOfSatisfying(
            JoinMessage.Classes.class,
            read -> assertThat(read.classes().names()).containsExactly("cat", "dog"));
  }

  @Test
  void readsNothingOfWhatIsCutOff() {
    byte[] whole = new JoinMessage.Answered("a", ANSWER, "animals", "1").toBytes();
    for (int length = 0; length < whole.length; length++) {
      assertThat(JoinMessage.read(Arrays.copyOf(whole, length))).isEmpty();
    }
  }
}
