package io.saccade.model.drift;

/**
 * Where each number of a window's sums stands.
 *
 * @param classes the classes of the model, at least 2
 * @param outputSeries the series read off the model's output, at least 1
 */
public record Layout(int classes, int outputSeries) {

  /** The random features of an image. */
  static final int RANDOM_FEATURES = 256;

  /** The series of an image's properties. */
  static final int IMAGE_SERIES = ImageSeries.COUNT;

  static final int IMAGES = 0;
  static final int CONFIDENCE = 1;
  static final int CALIBRATED = 2;
  static final int SPREAD = 3;
  static final int HIGH_ENERGY = 4;
  static final int LABELS = 5;

  static final int MOST_CLASSES = 1 << 20;

  /** Refuses what no model has. */
  public Layout {
    if (classes < 2 || classes > MOST_CLASSES) {
      throw new IllegalArgumentException(
          "classes must be 2 to %d, but was %d".formatted(MOST_CLASSES, classes));
    }
    if (outputSeries < 1 || outputSeries > OutputSeries.MOST) {
      throw new IllegalArgumentException(
          "outputSeries must be 1 to %d, but was %d".formatted(OutputSeries.MOST, outputSeries));
    }
  }

  /** All series: those of the output, then those of the image. */
  int series() {
    return outputSeries + IMAGE_SERIES;
  }

  /** The series that decide how far sets of images are apart: all before what is only reported. */
  int judgedSeries() {
    return outputSeries + ImageSeries.JUDGED;
  }

  /** Where the histogram of a series begins. */
  int histogram(int series) {
    return LABELS + classes + series * Edges.BINS;
  }

  /** Where the random features begin. */
  int features() {
    return histogram(series());
  }

  int size() {
    return features() + RANDOM_FEATURES;
  }
}
