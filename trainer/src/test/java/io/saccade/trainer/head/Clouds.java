package io.saccade.trainer.head;

import java.util.Random;

/** Points around one centre for each class. */
final class Clouds {

  private Clouds() {}

  /**
   * Draws points.
   *
   * @param spread how far points are from their centre; centres are about 1 from each other
   * @param counts points of each class
   */
  static Features draw(int width, double spread, long seed, int... counts)
      throws FeaturesRefusedException {
    Random centres = new Random(1);
    double[][] means = new double[counts.length][width];
    for (double[] mean : means) {
      for (int f = 0; f < width; f++) {
        mean[f] = centres.nextGaussian();
      }
    }
    Random dice = new Random(seed);
    int size = 0;
    for (int count : counts) {
      size += count;
    }
    float[][] rows = new float[size][width];
    int[] labels = new int[size];
    int at = 0;
    for (int k = 0; k < counts.length; k++) {
      for (int i = 0; i < counts[k]; i++, at++) {
        labels[at] = k;
        for (int f = 0; f < width; f++) {
          // Scales and offsets that differ by orders of magnitude, as those of networks do.
          rows[at][f] =
              (float) ((means[k][f] + spread * dice.nextGaussian()) * Math.pow(10, f % 4 - 2) + f);
        }
      }
    }
    return new Features(rows, labels, counts.length);
  }
}
