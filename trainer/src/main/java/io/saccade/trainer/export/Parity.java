package io.saccade.trainer.export;

import io.saccade.trainer.progress.TrainingFailedException;

/**
 * That the exported model computes what was trained.
 *
 * @param images how many were compared
 * @param difference how far two scores of one class are apart, at most
 * @param range from the smallest score of any image and class to the largest
 */
public record Parity(int images, double difference, double range) {

  /** So far may scores be apart, as a share of their range. */
  public static final double TOLERANCE = 1e-4;

  /**
   * Compares scores, a row an image.
   *
   * @param expected what was trained
   * @param actual what the exported model gives for the same images
   * @throws TrainingFailedException where a score differs by more than the tolerance, is no number,
   *     or another class is the first
   */
  public static Parity of(float[][] expected, float[][] actual) throws TrainingFailedException {
    double range = range(expected);
    double most = 0;
    for (int image = 0; image < expected.length; image++) {
      double difference = difference(expected[image], actual[image]);
      if (!(difference <= TOLERANCE * range)) {
        throw failed(
            "its scores of image %d of %d differ by %.3g, but may by %.3g at most"
                .formatted(image + 1, expected.length, difference, TOLERANCE * range));
      }
      if (first(expected[image]) != first(actual[image])) {
        throw failed(
            "it calls image %d of %d class %d instead of %d"
                .formatted(
                    image + 1, expected.length, first(actual[image]), first(expected[image])));
      }
      most = Math.max(most, difference);
    }
    return new Parity(expected.length, most, range);
  }

  private static double range(float[][] rows) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (float[] row : rows) {
      for (float score : row) {
        least = Math.min(least, score);
        most = Math.max(most, score);
      }
    }
    return most - least;
  }

  /** The largest, or NaN where any is. */
  private static double difference(float[] expected, float[] actual) {
    if (expected.length != actual.length) {
      return Double.NaN;
    }
    double most = 0;
    for (int i = 0; i < expected.length; i++) {
      most = Math.max(most, Math.abs((double) expected[i] - actual[i]));
    }
    return most;
  }

  private static int first(float[] row) {
    int best = 0;
    for (int i = 1; i < row.length; i++) {
      best = row[i] > row[best] ? i : best;
    }
    return best;
  }

  private static TrainingFailedException failed(String how) {
    return new TrainingFailedException(
        "The exported model does not compute what was trained: "
            + how
            + ". Nothing was written. Please report the base and the recipe; another base, or"
            + " --mode head, may do meanwhile.");
  }
}
