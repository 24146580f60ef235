package io.saccade.processor.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

final class AccuracyTest {

  private static final AnswerStream STREAM = new AnswerStream("a".repeat(64), "");

  @Test
  void givesWilsonsInterval() {
    Accuracy of9of10 = new Accuracy(sums(10, i -> judged(0, i < 9 ? 0 : 1, 0.9)));
    // Wilson's own formula, by R's prop.test(9, 10, correct = FALSE).
    Accuracy.Share share = of9of10.realised().orElseThrow();
    assertThat(share.value()).isEqualTo(0.9);
    assertThat(share.low()).isCloseTo(0.5958, within(5e-5));
    assertThat(share.high()).isCloseTo(0.9821, within(5e-5));

    Accuracy.Share all = new Accuracy(sums(20, i -> judged(0, 0, 0.9))).realised().orElseThrow();
    assertThat(all.high()).isEqualTo(1);
    assertThat(all.low()).isCloseTo(0.8389, within(5e-5));
    assertThat(new Accuracy(new AccuracySums()).realised()).isEmpty();
  }

  @Test
  void agreesWithAnEstimateThatIsTrueNineteenTimesInTwenty() {
    Random random = new Random(3);
    int outside = 0;
    for (int round = 0; round < 2_000; round++) {
      Accuracy accuracy =
          new Accuracy(
              sums(
                  300,
                  i -> {
                    double confidence = 0.5 + 0.5 * random.nextDouble();
                    return judged(0, random.nextDouble() < confidence ? 0 : 1, confidence);
                  }));
      Accuracy.Share expected = accuracy.expected().orElseThrow();
      double realised = accuracy.realised().orElseThrow().value();
      outside += realised < expected.low() || realised > expected.high() ? 1 : 0;
    }
    // Half an image to either side makes it a little rarer than 5 %.
    assertThat(outside / 2_000.0).isBetween(0.025, 0.06);
  }

  @Test
  void findsAModelThatIsTooSureOfItself() {
    Random random = new Random(4);
    Accuracy accuracy =
        new Accuracy(sums(1_000, i -> judged(0, random.nextDouble() < 0.8 ? 0 : 1, 0.9)));
    assertThat(accuracy.realised().orElseThrow().value())
        .isLessThan(accuracy.expected().orElseThrow().low());
    assertThat(accuracy.calibrationError().orElseThrow()).isCloseTo(0.1, within(0.03));
    assertThat(accuracy.bins()).hasSize(1);
  }

  @Test
  void binsConfidencesByFifteenths() {
    Accuracy accuracy = new Accuracy(sums(16, i -> judged(0, 0, Math.min(1, i / 15.0 + 0.00001))));
    assertThat(accuracy.bins()).extracting(Accuracy.Bin::images).containsOnly(1L, 2L);
    assertThat(accuracy.bins()).hasSize(15).last().extracting(Accuracy.Bin::images).isEqualTo(2L);
  }

  @Test
  void namesTheClassesWithTheMostMistakes() {
    AccuracySums sums = new AccuracySums();
    add(sums, 3, 0, 0);
    add(sums, 5, 1, 2);
    add(sums, 2, 1, 0);
    add(sums, 4, 2, 0);
    assertThat(new Accuracy(sums).mistaken(10))
        .containsExactly(
            new Accuracy.Mistaken(1, 7, 0, Optional.of(2), 5),
            new Accuracy.Mistaken(2, 4, 0, Optional.of(0), 4));
    assertThat(new Accuracy(sums).mistaken(1)).hasSize(1);
  }

  @Test
  void countsNoPairsOfModelsWithManyClasses() {
    AccuracySums sums = new AccuracySums();
    sums.add(judged(7, 900, 0.5), AccuracySums.MOST_PAIRED + 1);
    assertThat(new Accuracy(sums).mistaken(1))
        .containsExactly(new Accuracy.Mistaken(900, 1, 0, Optional.empty(), 0));
  }

  @Test
  void saysWhetherConfidencesWereCalibrated() {
    AccuracySums sums = sums(1, i -> judged(0, 0, 0.9));
    assertThat(new Accuracy(sums).calibrated()).isTrue();
    Answer raw = new Answer(STREAM, new Answer.Place(0, 0, 0), 0, 0, 700_000, -1);
    sums.add(new LabelledEvent.Judged(raw, 0), 3);
    assertThat(new Accuracy(sums).calibrated()).isFalse();
    assertThat(new Accuracy(sums).expected().orElseThrow().value()).isCloseTo(0.8, within(1e-6));
  }

  @Test
  void sumsOfPartsAreTheSumsOfTheWholeInAnyOrder() {
    Random random = new Random(5);
    List<LabelledEvent.Judged> all = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      all.add(judged(random.nextInt(5), random.nextInt(9) - 4, random.nextDouble()));
    }
    AccuracySums whole = new AccuracySums();
    all.forEach(one -> whole.add(one, 5));
    Collections.shuffle(all, random);
    AccuracySums parts = new AccuracySums();
    for (int from = 0; from < all.size(); from += 50) {
      AccuracySums part = new AccuracySums();
      all.subList(from, from + 50).forEach(one -> part.add(one, 5));
      parts.add(AccuracySums.parse(part.toBytes()));
    }
    assertThat(parts.toBytes()).isEqualTo(whole.toBytes());
    assertThat(parts).isEqualTo(whole).hasSameHashCodeAs(whole).hasToString(whole.toString());

    all.forEach(one -> parts.subtract(one, 5));
    assertThat(parts).isEqualTo(new AccuracySums());
    assertThat(whole.get(Count.PREDICTIONS)).isEqualTo(500);
  }

  @Test
  void refusesWhatIsNoSumOrNoProbability() {
    assertThatThrownBy(() -> AccuracySums.parse(new byte[] {5}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Answer(STREAM, new Answer.Place(0, 0, 0), 0, 0, 1_000_001, 0))
        .hasMessageContaining("1000001");
  }

  private static void add(AccuracySums sums, int count, int truth, int predicted) {
    for (int i = 0; i < count; i++) {
      sums.add(judged(predicted, truth, 0.5), 3);
    }
  }

  private static AccuracySums sums(int count, IntFunction<LabelledEvent.Judged> each) {
    AccuracySums sums = new AccuracySums();
    for (int i = 0; i < count; i++) {
      sums.add(each.apply(i), 3);
    }
    return sums;
  }

  private static LabelledEvent.Judged judged(int predicted, int verdict, double confidence) {
    int millionths = (int) Math.rint(confidence * Answer.ONE);
    return new LabelledEvent.Judged(
        new Answer(STREAM, new Answer.Place(0, 0, 0), 0, predicted, millionths, millionths),
        verdict);
  }
}
