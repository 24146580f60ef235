package io.saccade.model.calibration;

/**
 * The generalised Pareto distribution of what lies beyond a threshold (Pickands 1975): survival
 * {@code (1 + shape * excess / scale) ^ (-1 / shape)}, exponential at shape 0.
 *
 * @param threshold where the tail begins
 * @param shape below 0 the tail ends, above 0 it falls like a power
 * @param scale of the excesses; 0 if there are none
 */
record ParetoTail(double threshold, double shape, double scale) {

  /** Beyond it a fit to a few hundred excesses says nothing of these statistics, all light. */
  private static final double HEAVIEST = 0.25;

  private static final double LIGHTEST = -0.5;
  private static final double FLAT = 1e-6;

  ParetoTail {
    if (!Double.isFinite(threshold)
        || !(shape >= LIGHTEST && shape <= HEAVIEST)
        || !(scale >= 0 && scale < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "tail must be finite, of a shape from %s to %s and a scale of at least 0, but was %s, %s, %s"
              .formatted(LIGHTEST, HEAVIEST, threshold, shape, scale));
    }
  }

  /**
   * Fits by probability-weighted moments (Hosking and Wallis 1987), which are in closed form and
   * steadier than likelihood at a few hundred excesses.
   *
   * @param descending the largest values, the threshold last
   */
  static ParetoTail fit(float[] descending) {
    int excesses = descending.length - 1;
    double threshold = descending[excesses];
    double mean = 0;
    double weighted = 0;
    for (int i = 0; i < excesses; i++) {
      double excess = descending[i] - threshold;
      mean += excess / excesses;
      weighted += excess * ((i + 0.35) / excesses) / excesses;
    }
    if (!(mean > 0)) {
      return new ParetoTail(threshold, 0, 0);
    }
    double shape = 2 - mean / (mean - 2 * weighted);
    double clamped = Math.max(LIGHTEST, Math.min(HEAVIEST, shape));
    // The mean is kept, whatever was done to the shape.
    return new ParetoTail(threshold, clamped, mean * (1 - clamped));
  }

  /** An exponential tail of the same mean, which ends nowhere. */
  ParetoTail exponential() {
    return new ParetoTail(threshold, 0, scale / (1 - shape));
  }

  /** The share of excesses that reach the value; 1 up to the threshold. */
  double survival(double value) {
    double excess = value - threshold;
    if (excess <= 0) {
      return 1;
    }
    if (scale == 0) {
      return 0;
    }
    if (Math.abs(shape) < FLAT) {
      return StrictMath.exp(-excess / scale);
    }
    double base = 1 + shape * excess / scale;
    return base <= 0 ? 0 : StrictMath.pow(base, -1 / shape);
  }

  /** The value that a share of excesses reach; the reverse of {@link #survival}. */
  double value(double survival) {
    double log = -StrictMath.log(survival);
    return threshold
        + scale * (Math.abs(shape) < FLAT ? log : StrictMath.expm1(shape * log) / shape);
  }
}
