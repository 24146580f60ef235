package io.saccade.model.calibration;

/**
 * The distribution of what lies beyond a threshold: survival {@code exp((threshold ^ power - value
 * ^ power) / scale)}. How such distances fall is known: chi-squares and squared norms like an
 * exponential (power 1), largest distances of distribution functions like a normal's tail (power 2,
 * Kolmogorov 1933). So only the scale is fitted. A shape that is fitted too, as with the
 * generalised Pareto distribution, is uncertain by a twentieth at a few hundred excesses; that far
 * beyond the draws, where alarms are, the p of every second reference then comes out too small by
 * so much that false alarms are half as frequent again as was asked for.
 *
 * @param threshold where the tail begins
 * @param power what the values are raised to, 1 or 2
 * @param scale of the excesses of what was raised; 0 if there are none
 */
record Tail(double threshold, int power, double scale) {

  Tail {
    if (!Double.isFinite(threshold)
        || (power != 1 && power != 2)
        || !(scale >= 0 && scale < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "tail must be finite, of power 1 or 2 and a scale of at least 0, but was %s, %d, %s"
              .formatted(threshold, power, scale));
    }
  }

  /**
   * The tail that is most likely.
   *
   * @param descending the largest values, the threshold last
   */
  static Tail fit(float[] descending, int power) {
    int excesses = descending.length - 1;
    double threshold = raised(descending[excesses], power);
    double mean = 0;
    for (int i = 0; i < excesses; i++) {
      mean += (raised(descending[i], power) - threshold) / excesses;
    }
    return new Tail(descending[excesses], power, mean);
  }

  /** The share of excesses that reach the value; 1 up to the threshold. */
  double survival(double value) {
    double excess = raised(value, power) - raised(threshold, power);
    if (excess <= 0) {
      return 1;
    }
    return scale == 0 ? 0 : StrictMath.exp(-excess / scale);
  }

  /** The value that a share of excesses reach; the reverse of {@link #survival}. */
  double value(double survival) {
    double value = raised(threshold, power) - scale * StrictMath.log(survival);
    return power == 1 ? value : Math.copySign(Math.sqrt(Math.abs(value)), value);
  }

  /** In the order of the values, those below zero too. */
  private static double raised(double value, int power) {
    return power == 1 ? value : value * Math.abs(value);
  }
}
