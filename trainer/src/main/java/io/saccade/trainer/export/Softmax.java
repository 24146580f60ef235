package io.saccade.trainer.export;

/** Makes probabilities of scores, with the very arithmetic of the processor. */
final class Softmax {

  private Softmax() {}

  static float[] of(float[] logits) {
    float largest = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double[] powers = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      powers[i] = StrictMath.exp(logits[i] - largest);
      sum += powers[i];
    }
    float[] probabilities = new float[logits.length];
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = (float) (powers[i] / sum);
    }
    return probabilities;
  }
}
