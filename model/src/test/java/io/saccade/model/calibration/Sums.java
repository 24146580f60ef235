package io.saccade.model.calibration;

/** What some images of a {@link ToyReference} add up to. */
final class Sums {

  int images;
  final long[] labels;
  final long[] scores = new long[ToyReference.BINS];
  final long[] properties = new long[ToyReference.BINS];
  final double[] features = new double[ToyReference.WAVES];

  Sums(int classes) {
    this.labels = new long[classes];
  }
}
