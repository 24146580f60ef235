package io.saccade.trainer.head;

import java.util.stream.IntStream;

/** A linear classifier on features: {@code logit[k] = bias[k] + sum of weight[k][f] x[f]}. */
public final class LinearHead {

  private final float[][] weights;
  private final float[] bias;

  /**
   * A head.
   *
   * @param weights one row of features for each class
   * @param bias one number for each class
   */
  public LinearHead(float[][] weights, float[] bias) {
    if (weights.length != bias.length || weights.length == 0) {
      throw new IllegalArgumentException(
          "weights and bias must be of as many classes, but were of %d and %d"
              .formatted(weights.length, bias.length));
    }
    this.weights = copy(weights);
    this.bias = bias.clone();
  }

  private static float[][] copy(float[][] rows) {
    return IntStream.range(0, rows.length).mapToObj(i -> rows[i].clone()).toArray(float[][]::new);
  }

  /** One row of features for each class; a copy. */
  public float[][] weights() {
    return copy(weights);
  }

  /** One number for each class; a copy. */
  public float[] bias() {
    return bias.clone();
  }

  /** The logits of every row, computed on all cores; the same bits whatever their number. */
  public float[][] logits(Features features) {
    return IntStream.range(0, features.size())
        .parallel()
        .mapToObj(i -> logits(features.row(i)))
        .toArray(float[][]::new);
  }

  private float[] logits(float[] row) {
    float[] logits = new float[bias.length];
    for (int k = 0; k < logits.length; k++) {
      logits[k] = (float) (bias[k] + Floats.dot(weights[k], row));
    }
    return logits;
  }
}
