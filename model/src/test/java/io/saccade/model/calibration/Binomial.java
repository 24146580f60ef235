package io.saccade.model.calibration;

/** Whether a number of hits is what a rate gives by chance. */
public final class Binomial {

  private Binomial() {}

  /** Whether the hits lie inside the central interval of so much probability, exactly. */
  public static boolean inside(double confidence, long hits, long trials, double rate) {
    double atMost = 0;
    double atLeast = 0;
    double logarithm = trials * Math.log1p(-rate);
    for (long k = 0; k <= trials; k++) {
      double probability = Math.exp(logarithm);
      atMost += k <= hits ? probability : 0;
      atLeast += k >= hits ? probability : 0;
      logarithm += Math.log((double) (trials - k) / (k + 1) * rate / (1 - rate));
    }
    return Math.min(atMost, atLeast) >= (1 - confidence) / 2;
  }

  /** The most hits that lie inside the interval. */
  public static long most(double confidence, long trials, double rate) {
    long most = (long) (trials * rate);
    while (most < trials && inside(confidence, most + 1, trials, rate)) {
      most++;
    }
    return most;
  }
}
