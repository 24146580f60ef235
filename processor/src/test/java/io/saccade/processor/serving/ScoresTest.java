package io.saccade.processor.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.bundle.OutputKind;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class ScoresTest {

  @Test
  void makesProbabilitiesOfLogits() {
    float[] values = {1, 2, 3};
    assertThat(Scores.toProbabilities(OutputKind.LOGITS, values)).isTrue();
    assertThat(values)
        .containsExactly(new float[] {0.0900f, 0.2447f, 0.6652f}, Offset.offset(1e-4f));
  }

  @Test
  void survivesLogitsThatOverflowTheExponential() {
    float[] values = {1e30f, -1e30f};
    assertThat(Scores.toProbabilities(OutputKind.LOGITS, values)).isTrue();
    assertThat(values).containsExactly(1f, 0f);
  }

  @Test
  void leavesProbabilitiesAlone() {
    float[] values = {0.25f, 0.75f};
    assertThat(Scores.toProbabilities(OutputKind.SOFTMAX, values)).isTrue();
    assertThat(values).containsExactly(0.25f, 0.75f);
  }

  @Test
  void tellsWhatIsNotFinite() {
    float[] nan = {1, Float.NaN};
    float[] infinite = {Float.POSITIVE_INFINITY, 1};
    assertThat(Scores.toProbabilities(OutputKind.LOGITS, nan)).isFalse();
    assertThat(Scores.toProbabilities(OutputKind.SOFTMAX, infinite)).isFalse();
  }

  @Test
  void putsTheSmallerIndexFirstAmongEquals() {
    assertThat(Scores.top(new float[] {1, 3, 3, 2}, 3)).containsExactly(1, 2, 3);
  }

  @Test
  void givesAllWhereThereAreFewerThanAskedFor() {
    assertThat(Scores.top(new float[] {1, 2}, 5)).containsExactly(1, 0);
  }

  @Test
  void agreesWithSortingOnRandomScoresWithTies() {
    Random random = new Random(1);
    for (int round = 0; round < 500; round++) {
      float[] values = new float[1 + random.nextInt(40)];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextInt(10);
      }
      int[] sorted =
          IntStream.range(0, values.length)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer i) -> -values[i]).thenComparing(i -> i))
              .mapToInt(i -> i)
              .limit(5)
              .toArray();
      assertThat(Scores.top(values, 5)).containsExactly(sorted);
    }
  }
}
