package io.saccade.trainer.head;

/** How good a classifier's logits are against the truth. */
public final class Evaluation {

  /** Bins of equal width, as in Guo et al., On Calibration of Modern Neural Networks, 2017. */
  private static final int BINS = 15;

  private final int[][] confusion;
  private final double loss;
  private final double calibrationError;

  private Evaluation(int[][] confusion, double loss, double calibrationError) {
    this.confusion = confusion;
    this.loss = loss;
    this.calibrationError = calibrationError;
  }

  /**
   * Evaluates the logits as they are.
   *
   * @param logits at least one row, each of as many classes
   * @param labels each row's true class
   */
  public static Evaluation of(float[][] logits, int[] labels) {
    return of(logits, labels, 1);
  }

  /** Evaluates the logits divided by the temperature. */
  public static Evaluation of(float[][] logits, int[] labels, double temperature) {
    if (logits.length == 0 || logits.length != labels.length || !(temperature > 0)) {
      throw new IllegalArgumentException(
          "there must be rows, a label for each and a positive temperature, but were %d, %d and %s"
              .formatted(logits.length, labels.length, temperature));
    }
    int[][] confusion = new int[logits[0].length][logits[0].length];
    double[] excess = new double[BINS];
    double loss = 0;
    for (int i = 0; i < logits.length; i++) {
      double all = Floats.logSumExp(logits[i], 1 / temperature);
      int predicted = Floats.argmax(logits[i]);
      double confidence = StrictMath.exp(logits[i][predicted] / temperature - all);
      confusion[labels[i]][predicted]++;
      loss += all - logits[i][labels[i]] / temperature;
      int bin = (int) Math.min(BINS - 1, confidence * BINS);
      excess[bin] += confidence - (predicted == labels[i] ? 1 : 0);
    }
    double error = 0;
    for (double bin : excess) {
      error += Math.abs(bin);
    }
    return new Evaluation(confusion, loss / logits.length, error / logits.length);
  }

  /** Counts by true class, then predicted class; a copy. */
  public int[][] confusion() {
    int[][] copy = new int[confusion.length][];
    for (int k = 0; k < copy.length; k++) {
      copy[k] = confusion[k].clone();
    }
    return copy;
  }

  /** The share of rows that are right, from 0 to 1. */
  public double accuracy() {
    long right = 0;
    long all = 0;
    for (int k = 0; k < confusion.length; k++) {
      right += confusion[k][k];
      for (int count : confusion[k]) {
        all += count;
      }
    }
    return right / (double) all;
  }

  /** The share of the class's rows that are right, NaN where it has none. */
  public double recall(int label) {
    int all = 0;
    for (int count : confusion[label]) {
      all += count;
    }
    return confusion[label][label] / (double) all;
  }

  /** The share of the rows called by the class that are of it, NaN where there are none. */
  public double precision(int label) {
    int all = 0;
    for (int[] row : confusion) {
      all += row[label];
    }
    return confusion[label][label] / (double) all;
  }

  /** Mean negative log-likelihood of the truth, in nats. */
  public double loss() {
    return loss;
  }

  /** The expected calibration error, from 0 to 1. */
  public double calibrationError() {
    return calibrationError;
  }
}
