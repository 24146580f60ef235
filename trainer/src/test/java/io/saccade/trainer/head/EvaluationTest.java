package io.saccade.trainer.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EvaluationTest {

  private static final Offset<Double> CLOSE = Offset.offset(1e-6);

  /** Logits whose softmax is this probability of class 1. */
  private static float[] sure(double probability) {
    return new float[] {0, (float) Math.log(probability / (1 - probability))};
  }

  @Test
  void countsByTruthAndPrediction() {
    float[][] logits = {{3, 1, 0}, {0, 2, 1}, {0, 5, 5}, {1, 0, 9}};
    Evaluation evaluation = Evaluation.of(logits, new int[] {0, 0, 2, 2});
    assertThat(evaluation.confusion()).isDeepEqualTo(new int[][] {{1, 1, 0}, {0, 0, 0}, {0, 1, 1}});
    assertThat(evaluation.accuracy()).isEqualTo(0.5);
    assertThat(evaluation.recall(0)).isEqualTo(0.5);
    assertThat(evaluation.recall(1)).isNaN();
    assertThat(evaluation.precision(0)).isEqualTo(1);
    assertThat(evaluation.precision(1)).isZero();
  }

  @Test
  void measuresTheLossInNats() {
    float[][] logits = {sure(0.8), sure(0.8)};
    Evaluation evaluation = Evaluation.of(logits, new int[] {1, 0});
    assertThat(evaluation.loss()).isEqualTo(-(Math.log(0.8) + Math.log(0.2)) / 2, CLOSE);
  }

  @Test
  void staysFiniteWithHugeLogits() {
    float[][] logits = {{1e30f, -1e30f}};
    assertThat(Evaluation.of(logits, new int[] {0}).loss()).isZero();
    assertThat(Evaluation.of(logits, new int[] {1}).loss()).isFinite();
  }

  @Test
  void measuresHowFarConfidenceIsFromAccuracyBinByBin() {
    // Two bins: 0.9 sure and 3 of 4 right; 0.6 sure and all of 2 right.
    float[][] logits = {sure(0.9), sure(0.9), sure(0.9), sure(0.9), sure(0.61), sure(0.61)};
    Evaluation evaluation = Evaluation.of(logits, new int[] {1, 1, 1, 0, 1, 1});
    double expected = (4 * (0.9 - 0.75) + 2 * (1 - 0.61)) / 6;
    assertThat(evaluation.calibrationError()).isEqualTo(expected, CLOSE);
  }

  @Test
  void findsTheTemperatureThatLogitsWereHeatedBy() {
    Random dice = new Random(3);
    float[][] logits = new float[20_000][2];
    int[] labels = new int[logits.length];
    for (int i = 0; i < logits.length; i++) {
      double probability = 0.02 + 0.96 * dice.nextDouble();
      logits[i][1] = 2.5f * sure(probability)[1];
      labels[i] = dice.nextDouble() < probability ? 1 : 0;
    }
    double temperature = Temperature.of(logits, labels);
    assertThat(temperature).isBetween(2.3, 2.7);
    Evaluation plain = Evaluation.of(logits, labels);
    Evaluation scaled = Evaluation.of(logits, labels, temperature);
    assertThat(scaled.loss()).isLessThan(plain.loss());
    assertThat(scaled.calibrationError()).isLessThan(plain.calibrationError() / 3);
    assertThat(scaled.accuracy()).isEqualTo(plain.accuracy());
  }

  @Test
  void keepsTheTemperatureWithinItsRange() {
    assertThat(Temperature.of(new float[][] {sure(0.9)}, new int[] {1})).isEqualTo(0.05, CLOSE);
    assertThat(Temperature.of(new float[][] {sure(0.9)}, new int[] {0})).isEqualTo(20, CLOSE);
    assertThat(Temperature.of(new float[0][], new int[0])).isEqualTo(1);
  }

  @Test
  void refusesToEvaluateNothing() {
    assertThatThrownBy(() -> Evaluation.of(new float[0][], new int[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
