package io.saccade.trainer.head;

/**
 * The one number that logits are divided by so that confidences are as high as the classifier is
 * right: temperature scaling, after Guo et al., On Calibration of Modern Neural Networks, 2017.
 */
public final class Temperature {

  private static final double LEAST = 0.05;
  private static final double MOST = 20;
  private static final int HALVINGS = 60;

  private Temperature() {}

  /**
   * The temperature from 0.05 to 20 of the least mean negative log-likelihood; 1 where there are no
   * rows. The likelihood is convex in the temperature's inverse, so its slope is halved in on.
   *
   * @param logits rows that nothing was learned from
   */
  public static double of(float[][] logits, int[] labels) {
    if (logits.length == 0) {
      return 1;
    }
    double least = 1 / MOST;
    double most = 1 / LEAST;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = Math.sqrt(least * most);
      if (slope(logits, labels, middle) > 0) {
        most = middle;
      } else {
        least = middle;
      }
    }
    return 1 / Math.sqrt(least * most);
  }

  /** Of the negative log-likelihood: the expected logit less the true one, summed. */
  private static double slope(float[][] logits, int[] labels, double inverse) {
    double slope = 0;
    for (int i = 0; i < logits.length; i++) {
      double all = Floats.logSumExp(logits[i], inverse);
      for (float logit : logits[i]) {
        slope += StrictMath.exp(inverse * logit - all) * logit;
      }
      slope -= logits[i][labels[i]];
    }
    return slope;
  }
}
