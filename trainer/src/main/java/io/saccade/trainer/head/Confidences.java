package io.saccade.trainer.head;

/** How sure a classifier is of every class. */
public final class Confidences {

  private Confidences() {}

  /**
   * The softmax of the logits: shares that add up to one.
   *
   * @param temperature positive; what the logits are divided by first
   */
  public static double[] of(float[] logits, double temperature) {
    double all = Floats.logSumExp(logits, 1 / temperature);
    double[] shares = new double[logits.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = StrictMath.exp(logits[i] / temperature - all);
    }
    return shares;
  }

  /** The index of the largest logit, the first of those that are equal. */
  public static int top(float[] logits) {
    return Floats.argmax(logits);
  }
}
