package io.saccade.model.drift;

import org.jspecify.annotations.Nullable;

/**
 * What a model said of one image, looked through once. The arrays are the caller's, and not kept.
 */
final class Output {

  private final float[] probabilities;
  private final float @Nullable [] logits;
  private final int label;
  private final float second;
  private final double surprise;
  private double @Nullable [] logarithms;

  Output(float[] probabilities, float @Nullable [] logits) {
    this.probabilities = probabilities;
    this.logits = logits;
    int best = 0;
    float next = Float.NEGATIVE_INFINITY;
    for (int c = 1; c < probabilities.length; c++) {
      float p = probabilities[c];
      if (p > probabilities[best]) {
        next = probabilities[best];
        best = c;
      } else if (p > next) {
        next = p;
      }
    }
    this.label = best;
    this.second = next;
    this.surprise = surprise(probabilities, best);
  }

  /** Minus the logarithm of the largest; from the others, where they are what is exact. */
  private static double surprise(float[] probabilities, int label) {
    double others = 0;
    for (int c = 0; c < probabilities.length; c++) {
      others += c == label ? 0 : probabilities[c];
    }
    return others < 0.5 ? -Math.log1p(-others) : -Math.log(probabilities[label]);
  }

  /** The output of the model that the series are of. */
  static Output of(float[] probabilities, float @Nullable [] logits, OutputSeries series) {
    int classes = series.classes();
    if (probabilities.length != classes || (logits != null && logits.length != classes)) {
      throw new IllegalArgumentException(
          "probabilities and logits must have %d values, but have %d"
              .formatted(classes, probabilities.length));
    }
    if (logits == null && series.logits()) {
      throw new IllegalArgumentException("the reference has logits, but the image has none");
    }
    return new Output(probabilities, series.logits() ? logits : null);
  }

  float[] probabilities() {
    return probabilities;
  }

  float @Nullable [] logits() {
    return logits;
  }

  /** Of the probabilities, taken once: an image of many classes costs little else. */
  double[] logarithms() {
    double[] of = logarithms;
    if (of == null) {
      of = new double[probabilities.length];
      for (int c = 0; c < of.length; c++) {
        of[c] = Math.log(probabilities[c]);
      }
      logarithms = of;
    }
    return of;
  }

  /** The class of the largest probability; of equal ones the first. */
  int label() {
    return label;
  }

  float largest() {
    return probabilities[label];
  }

  float second() {
    return second;
  }

  /** Minus the logarithm of the sum of the logits' exponentials; NaN without logits. */
  double energy() {
    return logits == null ? Double.NaN : -(logits[label] + surprise);
  }

  /** In nats. Every term is positive, so that next to none is still exact. */
  double entropy() {
    double sum = probabilities[label] * surprise;
    for (int c = 0; c < probabilities.length; c++) {
      float p = probabilities[c];
      if (p > 0 && c != label) {
        // Logits tell the logarithm without one being taken for every class.
        sum += p * (logits == null ? -logarithms()[c] : surprise + logits[label] - logits[c]);
      }
    }
    return sum;
  }

  /** The largest probability after the logits are divided by the temperature. */
  double calibrated(double temperature) {
    if (temperature == 1) {
      return largest();
    }
    double sum = 0;
    for (int c = 0; c < probabilities.length; c++) {
      double below =
          logits == null
              ? logarithms()[c] - logarithms()[label]
              : (double) logits[c] - logits[label];
      sum += Math.exp(below / temperature);
    }
    return 1 / sum;
  }
}
