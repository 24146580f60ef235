package io.saccade.trainer.quantize;

import java.util.Comparator;

/**
 * How far two models agree. The greater agrees better.
 *
 * @param share of images that both call the same, from 0 to 1
 * @param distance of their scores as a share of the scores' own length, the mean over images
 */
record Agreement(double share, double distance) implements Comparable<Agreement> {

  private static final Comparator<Agreement> ORDER =
      Comparator.comparingDouble(Agreement::share)
          .thenComparing(Comparator.comparingDouble(Agreement::distance).reversed());

  /** Compares rows of scores, one an image, at least one. */
  static Agreement of(float[][] floats, float[][] integers) {
    int same = 0;
    double distance = 0;
    for (int i = 0; i < floats.length; i++) {
      same += first(floats[i]) == first(integers[i]) ? 1 : 0;
      double apart = 0;
      double length = 0;
      for (int k = 0; k < floats[i].length; k++) {
        double difference = (double) floats[i][k] - integers[i][k];
        apart += difference * difference;
        length += (double) floats[i][k] * floats[i][k];
      }
      distance += length == 0 ? 0 : Math.sqrt(apart / length);
    }
    return new Agreement(same / (double) floats.length, distance / floats.length);
  }

  @Override
  public int compareTo(Agreement other) {
    return ORDER.compare(this, other);
  }

  private static int first(float[] row) {
    int best = 0;
    for (int i = 1; i < row.length; i++) {
      best = row[i] > row[best] ? i : best;
    }
    return best;
  }
}
