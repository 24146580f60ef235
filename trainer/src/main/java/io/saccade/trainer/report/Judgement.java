package io.saccade.trainer.report;

import io.saccade.trainer.head.Confidences;
import io.saccade.trainer.head.Evaluation;
import io.saccade.trainer.page.ConfusionChart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How a classifier did on images that it did not learn from. Immutable. */
public final class Judgement {

  /** Bins of equal width, as the calibration error has them. */
  private static final int BINS = 15;

  private final Evaluation plain;
  private final Evaluation scaled;
  private final int[][] confusion;
  private final double temperature;
  private final List<CalibrationBin> plainBins;
  private final List<CalibrationBin> scaledBins;
  private final List<Wrong> wrong;

  /**
   * An image that was called by a wrong name.
   *
   * @param row the number of the image
   * @param truth the index of its class
   * @param called the index of the class that it was taken for
   * @param confidence how sure of that the classifier was, from 0 to 1
   * @param shareOfTruth what it gave the truth, from 0 to 1
   */
  public record Wrong(int row, int truth, int called, double confidence, double shareOfTruth) {}

  private Judgement(float[][] logits, int[] labels, double temperature) {
    this.plain = Evaluation.of(logits, labels);
    this.scaled = Evaluation.of(logits, labels, temperature);
    this.confusion = scaled.confusion();
    this.temperature = temperature;
    this.plainBins = bins(logits, labels, 1);
    this.scaledBins = bins(logits, labels, temperature);
    this.wrong = wrong(logits, labels, temperature);
  }

  /**
   * Judges logits.
   *
   * @param logits at least one row, each of as many classes
   * @param labels each row's true class
   * @param temperature what logits are divided by before they become confidences
   */
  public static Judgement of(float[][] logits, int[] labels, double temperature) {
    return new Judgement(logits, labels, temperature);
  }

  /** How many classes there are. */
  public int classes() {
    return confusion.length;
  }

  /** The share of images that are right, from 0 to 1. */
  public double accuracy() {
    return scaled.accuracy();
  }

  /** Mean negative log-likelihood of the truth, in nats, with the temperature. */
  public double loss() {
    return scaled.loss();
  }

  /** The expected calibration error with the temperature, from 0 to 1. */
  public double calibrationError() {
    return scaled.calibrationError();
  }

  /** The expected calibration error of the logits as they are, from 0 to 1. */
  public double plainCalibrationError() {
    return plain.calibrationError();
  }

  /** What logits are divided by. */
  public double temperature() {
    return temperature;
  }

  /** What was called what, without what never was. */
  List<ConfusionChart.Cell> cells() {
    List<ConfusionChart.Cell> cells = new ArrayList<>();
    for (int truth = 0; truth < classes(); truth++) {
      for (int called = 0; called < classes(); called++) {
        if (confusion[truth][called] > 0) {
          cells.add(new ConfusionChart.Cell(truth, called, confusion[truth][called]));
        }
      }
    }
    return cells;
  }

  /** How many images of the class there are. */
  int images(int truth) {
    int images = 0;
    for (int count : confusion[truth]) {
      images += count;
    }
    return images;
  }

  /** All images. */
  int images() {
    int images = 0;
    for (int truth = 0; truth < classes(); truth++) {
      images += images(truth);
    }
    return images;
  }

  /** The share of the class's images that are right, NaN where it has none. */
  double recall(int label) {
    return scaled.recall(label);
  }

  /** The share of what was called so that is so, NaN where nothing was. */
  double precision(int label) {
    return scaled.precision(label);
  }

  /** Bins of the logits as they are. */
  List<CalibrationBin> plainBins() {
    return plainBins;
  }

  /** Bins of the logits divided by the temperature. */
  List<CalibrationBin> scaledBins() {
    return scaledBins;
  }

  /** The images that are wrong, those that it was surest of first. */
  public List<Wrong> wrong() {
    return wrong;
  }

  private static List<CalibrationBin> bins(float[][] logits, int[] labels, double temperature) {
    int[] counts = new int[BINS];
    double[] sure = new double[BINS];
    double[] right = new double[BINS];
    for (int row = 0; row < logits.length; row++) {
      double[] shares = Confidences.of(logits[row], temperature);
      int called = Confidences.top(logits[row]);
      int bin = (int) Math.min(BINS - 1, shares[called] * BINS);
      counts[bin]++;
      sure[bin] += shares[called];
      right[bin] += called == labels[row] ? 1 : 0;
    }
    List<CalibrationBin> bins = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      bins.add(new CalibrationBin(counts[bin], sure[bin] / counts[bin], right[bin] / counts[bin]));
    }
    return List.copyOf(bins);
  }

  private static List<Wrong> wrong(float[][] logits, int[] labels, double temperature) {
    List<Wrong> wrong = new ArrayList<>();
    for (int row = 0; row < logits.length; row++) {
      int called = Confidences.top(logits[row]);
      if (called != labels[row]) {
        double[] shares = Confidences.of(logits[row], temperature);
        wrong.add(new Wrong(row, labels[row], called, shares[called], shares[labels[row]]));
      }
    }
    wrong.sort(Comparator.comparingDouble(Wrong::confidence).reversed());
    return List.copyOf(wrong);
  }
}
