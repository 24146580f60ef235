package io.saccade.trainer.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class SoftmaxRegressionTest {

  private static final HeadRecipe RECIPE = HeadRecipe.usual(3);

  private static HeadFit fit(Features training, Features validation, HeadRecipe recipe)
      throws InterruptedException {
    return new SoftmaxRegression(training, validation, recipe).fit(epoch -> {});
  }

  private static Features none(int classes) throws FeaturesRefusedException {
    return new Features(new float[0][], new int[0], classes);
  }

  private static Evaluation evaluate(LinearHead head, Features features) {
    return Evaluation.of(head.logits(features), features.labels());
  }

  @Test
  void learnsCloudsThatLieApartWhateverTheirScale() throws Exception {
    Features training = Clouds.draw(40, 1.5, 5, 200, 200, 200, 200);
    Features validation = Clouds.draw(40, 1.5, 6, 50, 50, 50, 50);
    Features test = Clouds.draw(40, 1.5, 7, 200, 200, 200, 200);
    HeadFit fit = fit(training, validation, RECIPE);
    assertThat(evaluate(fit.head(), test).accuracy()).isGreaterThan(0.97);
    assertThat(evaluate(fit.head(), validation).loss()).isEqualTo(fit.best().validationLoss());
  }

  @Test
  void givesTheSameBitsForTheSameSeedOnAnyNumberOfCores() throws Exception {
    Features training = Clouds.draw(300, 2, 5, 40, 50, 60);
    HeadRecipe recipe = new HeadRecipe(3, 64, 1e-2, 0.01, 5, 0.1, true, 9);
    ForkJoinPool one = new ForkJoinPool(1);
    ForkJoinPool four = new ForkJoinPool(4);
    LinearHead alone = one.submit(() -> fit(training, none(3), recipe).head()).get();
    LinearHead together = four.submit(() -> fit(training, none(3), recipe).head()).get();
    one.shutdown();
    four.shutdown();
    assertThat(together.weights()).isDeepEqualTo(alone.weights());
    assertThat(together.bias()).isEqualTo(alone.bias());
    HeadRecipe other = new HeadRecipe(3, 64, 1e-2, 0.01, 5, 0.1, true, 10);
    assertThat(fit(training, none(3), other).head().bias()).isNotEqualTo(alone.bias());
  }

  @Test
  void keepsTheBestOnValidationAndEndsEarly() throws Exception {
    Features training = Clouds.draw(60, 4, 5, 15, 15);
    Features validation = Clouds.draw(60, 4, 6, 40, 40);
    HeadRecipe recipe = new HeadRecipe(200, 8, 0.05, 0, 6, 0, false, 1);
    List<HeadEpoch> seen = new ArrayList<>();
    HeadFit fit = new SoftmaxRegression(training, validation, recipe).fit(seen::add);
    assertThat(fit.epochs()).isEqualTo(seen).hasSizeLessThan(200);
    assertThat(fit.epochs().size()).isEqualTo(fit.best().epoch() + 6);
    assertThat(fit.epochs()).noneMatch(epoch -> epoch.beats(fit.best()));
    assertThat(evaluate(fit.head(), validation).accuracy())
        .isEqualTo(fit.best().validationAccuracy());
  }

  @Test
  void agreesWithTheGradientBeingZeroAtTheOptimum() throws Exception {
    Features training = Clouds.draw(5, 3, 5, 60, 60, 60);
    HeadRecipe recipe = new HeadRecipe(800, 180, 0.05, 0, 1000, 0, false, 1);
    LinearHead head = fit(training, none(3), recipe).head();
    float[][] logits = head.logits(training);
    double[] slope = new double[3];
    for (int i = 0; i < logits.length; i++) {
      double all = Floats.logSumExp(logits[i], 1);
      for (int k = 0; k < 3; k++) {
        slope[k] += Math.exp(logits[i][k] - all) - (training.label(i) == k ? 1 : 0);
      }
    }
    for (double each : slope) {
      assertThat(each / logits.length).isBetween(-1e-3, 1e-3);
    }
  }

  @Test
  void countsSmallClassesAsMuchAsLargeOnesWhereBalanced() throws Exception {
    Features training = Clouds.draw(6, 3, 5, 600, 30);
    Features test = Clouds.draw(6, 3, 6, 500, 500);
    HeadRecipe plain = new HeadRecipe(60, 64, 1e-2, 0, 60, 0, false, 1);
    HeadRecipe balanced = new HeadRecipe(60, 64, 1e-2, 0, 60, 0, true, 1);
    double unheard = evaluate(fit(training, none(2), plain).head(), test).recall(1);
    double heard = evaluate(fit(training, none(2), balanced).head(), test).recall(1);
    assertThat(heard).isGreaterThan(unheard + 0.05);
  }

  @Test
  void isLessSureWithSmoothedLabels() throws Exception {
    Features training = Clouds.draw(20, 0.5, 5, 50, 50);
    HeadRecipe sharp = new HeadRecipe(100, 32, 1e-2, 0, 100, 0, false, 1);
    HeadRecipe smooth = new HeadRecipe(100, 32, 1e-2, 0, 100, 0.2, false, 1);
    double surer = evaluate(fit(training, none(2), sharp).head(), training).loss();
    double less = evaluate(fit(training, none(2), smooth).head(), training).loss();
    assertThat(surer).isLessThan(0.02);
    assertThat(less).isBetween(0.08, 0.15); // The target of 0.9 costs 0.105.
  }

  @Test
  void leavesWeightsAtZeroAtARateOfZero() throws Exception {
    Features training = Clouds.draw(10, 1, 5, 100, 100);
    HeadRecipe still = new HeadRecipe(5, 32, 0, 0.1, 5, 0, false, 1);
    LinearHead head = fit(training, none(2), still).head();
    assertThat(head.weights()).isDeepEqualTo(new float[2][10]);
    assertThat(head.bias()).containsExactly(0, 0);
  }

  @Test
  void leavesFeaturesOutThatNeverVary() throws Exception {
    float[][] rows = {{1, 5, 0}, {2, 5, 0}, {3, 5, 0}, {4, 5, 0}};
    Features training = new Features(rows, new int[] {0, 0, 1, 1}, 2);
    LinearHead head = fit(training, none(2), RECIPE).head();
    assertThat(evaluate(head, training).accuracy()).isEqualTo(1);
    assertThat(head.weights()[0][1]).isZero();
    assertThat(head.weights()[1][2]).isZero();
  }

  @Test
  void refusesFeaturesThatDoNotFit() throws Exception {
    assertThatThrownBy(() -> new Features(new float[][] {{1}, {1, 2}}, new int[2], 2))
        .hasMessage("row 1 must have 1 features, but had 2");
    assertThatThrownBy(() -> new Features(new float[][] {{1}}, new int[] {2}, 2))
        .hasMessage("label 0 must be from 0 to 1, but was 2");
    Features some = new Features(new float[][] {{1}}, new int[1], 2);
    assertThatThrownBy(() -> new SoftmaxRegression(none(2), some, RECIPE))
        .hasMessageContaining("at least 1 row");
    assertThatThrownBy(() -> new SoftmaxRegression(some, none(3), RECIPE))
        .hasMessageContaining("1 features and 2 classes");
  }

  @Test
  void refusesFeaturesThatAreNoNumbersAndSaysWhatToLookAt() {
    for (float wrong : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
      assertThatThrownBy(() -> new Features(new float[][] {{1, 2}, {3, wrong}}, new int[2], 2))
          .isInstanceOfSatisfying(
              FeaturesRefusedException.class, e -> assertThat(e.row()).isEqualTo(1))
          .hasMessageContaining("those of image 2 have " + wrong)
          .hasMessageContaining("preprocessing");
    }
  }

  @Test
  void endsAtTheNextStepWhereItIsInterrupted() throws Exception {
    Features training = Clouds.draw(4, 1, 5, 20, 20);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> fit(training, none(2), RECIPE))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }
}
