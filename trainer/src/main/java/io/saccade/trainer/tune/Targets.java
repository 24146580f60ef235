package io.saccade.trainer.tune;

import java.util.Arrays;

/**
 * What a network is to answer: for each image a row of one number a class, made of its label and
 * the softening of the plan. Where classes are balanced, the row is scaled by the weight of the
 * class; so is its cross entropy then, and so its gradient.
 */
final class Targets {

  private final float[] weights;
  private final double smoothing;

  /**
   * Targets.
   *
   * @param labels of all training images, for the classes' sizes
   */
  Targets(int[] labels, int classes, TunePlan plan) {
    this.smoothing = plan.smoothing();
    this.weights = new float[classes];
    Arrays.fill(weights, 1);
    if (plan.balanced()) {
      balance(labels);
    }
  }

  /** On average over the images the weight is 1, whatever the classes' sizes. */
  private void balance(int[] labels) {
    int[] counts = new int[weights.length];
    for (int label : labels) {
      counts[label]++;
    }
    long present = Arrays.stream(counts).filter(count -> count > 0).count();
    for (int k = 0; k < weights.length; k++) {
      double even = labels.length / (double) present;
      weights[k] = counts[k] == 0 ? 0f : (float) (even / counts[k]);
    }
  }

  /** The rows of a batch, one after the other. */
  float[] of(int[] labels) {
    int classes = weights.length;
    float[] rows = new float[labels.length * classes];
    for (int i = 0; i < labels.length; i++) {
      float weight = weights[labels[i]];
      float spread = (float) (smoothing / classes * weight);
      Arrays.fill(rows, i * classes, (i + 1) * classes, spread);
      rows[i * classes + labels[i]] += (float) ((1 - smoothing) * weight);
    }
    return rows;
  }
}
