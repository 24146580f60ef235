package io.saccade.trainer.head;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * One step of AdamW after another on the same weights. The work is shared out by classes, each of
 * which is summed by one thread in one order, so that the result does not depend on the cores.
 */
final class HeadStep {

  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final double EPSILON = 1e-8;

  /** Below so many products of a step, sharing it out costs more than it brings. */
  private static final long WORTH_SHARING = 1 << 20;

  private final Features training;
  private final Standardisation standardisation;
  private final HeadRecipe recipe;
  private final float[] classWeights;

  /** The batch's rows, and the same with features first: so both products run along memory. */
  private final float[][] rows;

  private final float[][] columns;

  /** By class, then row: logits, then what the loss's gradient has for them. */
  private final float[][] logits;

  private final float[][] weights;
  private final float[] bias;
  private final Moments[] moments;
  private int steps;

  /** AdamW's memory of one class: the weights' and, last, the bias's. */
  private static final class Moments {
    private final float[] gradient;
    private final float[] first;
    private final float[] second;

    Moments(int size) {
      gradient = new float[size];
      first = new float[size];
      second = new float[size];
    }
  }

  HeadStep(Features training, Standardisation standardisation, HeadRecipe recipe) {
    int width = training.width();
    int batch = Math.min(recipe.batch(), training.size());
    this.training = training;
    this.standardisation = standardisation;
    this.recipe = recipe;
    classWeights = classWeights(training, recipe.balanced());
    rows = new float[batch][width];
    columns = new float[width][batch];
    logits = new float[training.classes()][batch];
    weights = new float[training.classes()][width];
    bias = new float[training.classes()];
    moments = new Moments[training.classes()];
    Arrays.setAll(moments, k -> new Moments(width + 1));
  }

  /** On average over the rows 1, whatever the classes' sizes. */
  private static float[] classWeights(Features training, boolean balanced) {
    float[] weights = new float[training.classes()];
    Arrays.fill(weights, 1);
    if (balanced) {
      int[] counts = new int[weights.length];
      for (int i = 0; i < training.size(); i++) {
        counts[training.label(i)]++;
      }
      long present = Arrays.stream(counts).filter(count -> count > 0).count();
      for (int k = 0; k < weights.length; k++) {
        double even = training.size() / (double) present;
        weights[k] = counts[k] == 0 ? 0f : (float) (even / counts[k]);
      }
    }
    return weights;
  }

  float[][] weights() {
    return weights;
  }

  float[] bias() {
    return bias;
  }

  /** Steps down the gradient of these rows' loss; the sum of their losses before the step. */
  double take(int[] order, int from, int to, double rate) {
    int size = to - from;
    for (int i = 0; i < size; i++) {
      standardisation.apply(training.row(order[from + i]), rows[i]);
      for (int f = 0; f < rows[i].length; f++) {
        columns[f][i] = rows[i][f];
      }
    }
    long products = (long) size * training.width() * training.classes();
    IntStream classes = IntStream.range(0, training.classes());
    IntStream shared = products < WORTH_SHARING ? classes : classes.parallel();
    shared.forEach(k -> forward(k, size));
    double loss = 0;
    for (int i = 0; i < size; i++) {
      loss += lossAndGradient(i, training.label(order[from + i]), size);
    }
    steps++;
    IntStream again = IntStream.range(0, training.classes());
    (products < WORTH_SHARING ? again : again.parallel()).forEach(k -> backward(k, size, rate));
    return loss;
  }

  private void forward(int k, int size) {
    Arrays.fill(logits[k], 0, size, bias[k]);
    for (int f = 0; f < columns.length; f++) {
      Floats.add(logits[k], weights[k][f], columns[f], size);
    }
  }

  /** Softmax and cross-entropy of one row; the logits become their own gradient. */
  private double lossAndGradient(int i, int label, int size) {
    float[] row = new float[logits.length];
    for (int k = 0; k < row.length; k++) {
      row[k] = logits[k][i];
    }
    double all = Floats.logSumExp(row, 1);
    double spread = recipe.smoothing() / row.length;
    double loss = 0;
    for (int k = 0; k < row.length; k++) {
      double wanted = spread + (k == label ? 1 - recipe.smoothing() : 0);
      loss -= wanted * (row[k] - all);
      double gradient = (StrictMath.exp(row[k] - all) - wanted) * classWeights[label] / size;
      logits[k][i] = (float) gradient;
    }
    return loss * classWeights[label];
  }

  private void backward(int k, int size, double rate) {
    Moments at = moments[k];
    Arrays.fill(at.gradient, 0);
    int width = weights[k].length;
    for (int i = 0; i < size; i++) {
      Floats.add(at.gradient, logits[k][i], rows[i], width);
      at.gradient[width] += logits[k][i];
    }
    double correction1 = 1 - StrictMath.pow(BETA_1, steps);
    double correction2 = 1 - StrictMath.pow(BETA_2, steps);
    float step = (float) (rate / correction1);
    float kept = (float) (1 - rate * recipe.decay());
    float root = (float) (1 / Math.sqrt(correction2));
    for (int f = 0; f <= width; f++) {
      float gradient = at.gradient[f];
      at.first[f] += (float) (1 - BETA_1) * (gradient - at.first[f]);
      at.second[f] += (float) (1 - BETA_2) * (gradient * gradient - at.second[f]);
      float change =
          step * at.first[f] / ((float) Math.sqrt(at.second[f]) * root + (float) EPSILON);
      if (f < width) {
        weights[k][f] = weights[k][f] * kept - change;
      } else {
        bias[k] -= change; // A bias is not decayed.
      }
    }
  }
}
