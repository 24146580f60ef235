package io.saccade.trainer.tune;

/** How the learning rate goes over the steps of a training. */
public enum Schedule {
  /** A warm-up in a straight line, then down to 0 along half a cosine. */
  COSINE,
  /**
   * Smith and Topin 2018, "Super-Convergence": up along half a cosine for three tenths of the
   * steps, then down along another; the warm-up is that rise.
   */
  ONE_CYCLE,
  /** A warm-up in a straight line, then the full rate. */
  CONSTANT;

  private static final double RISE = 0.3;
  private static final double START = 1 / 25.0;
  private static final double END = START * 1e-4;

  /**
   * The share of the full rate that a step is taken with.
   *
   * @param step from 0
   * @param steps of the whole training
   * @param warmUp the share of the steps in which the rate rises, from 0 to below 1
   */
  public double share(long step, long steps, double warmUp) {
    if (this == ONE_CYCLE) {
      double top = Math.max(1, RISE * steps);
      return step < top
          ? between(START, 1, step / top)
          : between(1, END, (step - top) / Math.max(1, steps - top));
    }
    long rising = Math.round(warmUp * steps);
    if (step < rising) {
      return (step + 1.0) / rising;
    }
    return this == CONSTANT ? 1 : between(1, 0, (step - rising) / (double) (steps - rising));
  }

  /** Along half a cosine, whose values the platform must not change. */
  private static double between(double from, double to, double done) {
    return to + (from - to) * (1 + StrictMath.cos(Math.PI * done)) / 2;
  }
}
