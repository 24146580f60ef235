package io.saccade.trainer.head;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Learns a linear head on features by cross-entropy with AdamW (Loshchilov and Hutter, 2019), from
 * weights of zero. The same features, recipe and seed give the same bits, however many cores there
 * are.
 */
public final class SoftmaxRegression {

  private final Features training;
  private final Features validation;
  private final HeadRecipe recipe;

  /**
   * A head to be learned.
   *
   * @param training at least one row
   * @param validation of the same width and classes, or without rows: then there is no early end
   * @throws IllegalArgumentException if the two do not fit together
   */
  public SoftmaxRegression(Features training, Features validation, HeadRecipe recipe) {
    if (training.size() == 0) {
      throw new IllegalArgumentException("training must have at least 1 row, but had none");
    }
    if (validation.classes() != training.classes()
        || (validation.size() > 0 && validation.width() != training.width())) {
      throw new IllegalArgumentException(
          "validation must have %d features and %d classes as training has, but had %d and %d"
              .formatted(
                  training.width(), training.classes(), validation.width(), validation.classes()));
    }
    this.training = training;
    this.validation = validation;
    this.recipe = recipe;
  }

  /**
   * Learns.
   *
   * @param progress told of every epoch as it ends, on this thread
   * @throws InterruptedException if this thread is interrupted, at the next step
   */
  public HeadFit fit(Consumer<HeadEpoch> progress) throws InterruptedException {
    Standardisation standardisation = Standardisation.of(training);
    HeadStep step = new HeadStep(training, standardisation, recipe);
    int[] order = new int[training.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    Random dice = new Random(recipe.seed());
    List<HeadEpoch> epochs = new ArrayList<>();
    LinearHead head = standardisation.folded(step.weights(), step.bias());
    HeadEpoch best = score(0, Double.NaN, head);
    for (int epoch = 1; epoch <= recipe.epochs(); epoch++) {
      shuffle(order, dice);
      double loss = pass(step, order, epoch);
      LinearHead now = standardisation.folded(step.weights(), step.bias());
      HeadEpoch scored = score(epoch, loss, now);
      epochs.add(scored);
      progress.accept(scored);
      if (validation.size() == 0 || scored.beats(best)) {
        head = now;
        best = scored;
      } else if (epoch - best.epoch() >= recipe.patience()) {
        break;
      }
    }
    return new HeadFit(head, best, epochs);
  }

  private static void shuffle(int[] order, Random dice) {
    for (int i = order.length - 1; i > 0; i--) {
      int other = dice.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
  }

  private double pass(HeadStep step, int[] order, int epoch) throws InterruptedException {
    int steps = (order.length + recipe.batch() - 1) / recipe.batch();
    double loss = 0;
    for (int i = 0; i < steps; i++) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while learning a head");
      }
      double done = ((epoch - 1) + i / (double) steps) / recipe.epochs();
      double rate = recipe.rate() * (1 + StrictMath.cos(Math.PI * done)) / 2;
      int from = i * recipe.batch();
      int to = Math.min(order.length, from + recipe.batch());
      loss += step.take(order, from, to, rate);
    }
    return loss / order.length;
  }

  private HeadEpoch score(int epoch, double loss, LinearHead head) {
    if (validation.size() == 0) {
      return new HeadEpoch(epoch, loss, Double.NaN, Double.NaN);
    }
    Evaluation evaluation = Evaluation.of(head.logits(validation), validation.labels());
    return new HeadEpoch(epoch, loss, evaluation.loss(), evaluation.accuracy());
  }
}
