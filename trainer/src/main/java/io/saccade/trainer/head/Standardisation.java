package io.saccade.trainer.head;

/**
 * Brings every feature to mean 0 and variance 1 over the training rows, which one learning rate and
 * one weight decay for all of them presume; and takes it back out of the weights afterwards. A
 * feature that never varies is left out.
 */
final class Standardisation {

  private static final double LEAST_DEVIATION = 1e-6;

  private final float[] means;
  private final float[] scales;

  private Standardisation(float[] means, float[] scales) {
    this.means = means;
    this.scales = scales;
  }

  static Standardisation of(Features features) {
    int width = features.width();
    double[] sums = new double[width];
    for (int i = 0; i < features.size(); i++) {
      float[] row = features.row(i);
      for (int f = 0; f < width; f++) {
        sums[f] += row[f];
      }
    }
    double[] squares = new double[width];
    for (int i = 0; i < features.size(); i++) {
      float[] row = features.row(i);
      for (int f = 0; f < width; f++) {
        double distance = row[f] - sums[f] / features.size();
        squares[f] += distance * distance;
      }
    }
    float[] means = new float[width];
    float[] scales = new float[width];
    for (int f = 0; f < width; f++) {
      means[f] = (float) (sums[f] / features.size());
      double deviation = Math.sqrt(squares[f] / features.size());
      boolean varies = deviation > LEAST_DEVIATION * Math.max(1, Math.abs(means[f]));
      scales[f] = varies ? (float) (1 / deviation) : 0f;
    }
    return new Standardisation(means, scales);
  }

  void apply(float[] row, float[] target) {
    for (int f = 0; f < means.length; f++) {
      target[f] = (row[f] - means[f]) * scales[f];
    }
  }

  /** The head that makes of the features what this one makes of standardised ones. */
  LinearHead folded(float[][] weights, float[] bias) {
    float[][] outer = new float[weights.length][means.length];
    float[] shifted = new float[bias.length];
    for (int k = 0; k < weights.length; k++) {
      double shift = bias[k];
      for (int f = 0; f < means.length; f++) {
        outer[k][f] = weights[k][f] * scales[f];
        shift -= (double) outer[k][f] * means[f];
      }
      shifted[k] = (float) shift;
    }
    return new LinearHead(outer, shifted);
  }
}
