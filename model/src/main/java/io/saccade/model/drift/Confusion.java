package io.saccade.model.drift;

import java.util.List;

/** How often each class was predicted for images of each true class. Immutable. */
public final class Confusion {

  private final int classes;
  private final long[] counts;

  Confusion(int classes, long[] counts) {
    if (counts.length != (long) classes * classes) {
      throw new IllegalArgumentException(
          "counts must be %d x %1$d, but were %d".formatted(classes, counts.length));
    }
    this.classes = classes;
    this.counts = counts.clone();
  }

  static Confusion of(List<ReferenceImage> labelled) {
    int classes = labelled.get(0).probabilities().length;
    long[] counts = new long[classes * classes];
    for (ReferenceImage image : labelled) {
      counts[image.output().label() * classes + image.truth().orElseThrow()]++;
    }
    return new Confusion(classes, counts);
  }

  public int classes() {
    return classes;
  }

  /** How many images of the true class were given the predicted one. */
  public long count(int predicted, int truth) {
    return counts[predicted * classes + truth];
  }

  /**
   * The share of each cell in all images, row by row; and in {@code truths} that of each column.
   */
  double[] shares(double[] truths) {
    double all = 0;
    for (long count : counts) {
      all += count;
    }
    double[] shares = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      shares[i] = counts[i] / all;
      truths[i % classes] += shares[i];
    }
    return shares;
  }

  /** The share of images that were given their true class; NaN of none. */
  public double accuracy() {
    double all = 0;
    double right = 0;
    for (int p = 0; p < classes; p++) {
      right += count(p, p);
      for (int t = 0; t < classes; t++) {
        all += count(p, t);
      }
    }
    return right / all;
  }
}
