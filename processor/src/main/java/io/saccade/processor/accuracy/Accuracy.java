package io.saccade.processor.accuracy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What sums of answers come to. */
public final class Accuracy {

  private static final double NORMAL_95 = 1.959964;

  private final AccuracySums sums;

  /** Reads sums, which must not change meanwhile. */
  public Accuracy(AccuracySums sums) {
    this.sums = sums;
  }

  /**
   * A share with the ends of its 95 % interval.
   *
   * @param value the share, 0 to 1
   */
  public record Share(double value, double low, double high) {}

  /**
   * Labelled images of which the model was about as sure.
   *
   * @param from the lowest confidence
   * @param images how many
   * @param confidence their mean
   * @param right the share of right answers
   */
  public record Bin(double from, long images, double confidence, double right) {}

  /**
   * A class whose images were taken for others.
   *
   * @param images how many there truly are
   * @param right how many were recognised
   * @param takenFor what it was mostly taken for, where pairs are counted
   * @param taken how many were taken for that
   */
  public record Mistaken(
      int index, long images, long right, Optional<Integer> takenFor, long taken) {

    long wrong() {
      return images - right;
    }
  }

  /**
   * How many of the labelled are right. The interval is Wilson's (1927): it holds for few images
   * and for shares near one, where the usual one does not.
   */
  public Optional<Share> realised() {
    double n = labelled();
    if (n == 0) {
      return Optional.empty();
    }
    double share = sums.get(Count.RIGHT) / n;
    double square = NORMAL_95 * NORMAL_95;
    double middle = (share + square / (2 * n)) / (1 + square / n);
    double reach =
        NORMAL_95 / (1 + square / n) * Math.sqrt(share * (1 - share) / n + square / (4 * n * n));
    return Optional.of(
        new Share(
            share,
            Math.max(0, Math.min(share, middle - reach)),
            Math.min(1, Math.max(share, middle + reach))));
  }

  /**
   * How many of them the confidence made one expect (CBPE), and between what shares the realised
   * one is in 19 windows of 20, were the confidence true: each image is then a coin of its own. The
   * normal approximation, with half an image to either side because images are whole.
   */
  public Optional<Share> expected() {
    double n = labelled();
    if (n == 0) {
      return Optional.empty();
    }
    double share = sums.get(Count.EXPECTED) / n / Answer.ONE;
    double reach = (NORMAL_95 * Math.sqrt((double) sums.get(Count.SPREAD) / Answer.ONE) + 0.5) / n;
    return Optional.of(new Share(share, Math.max(0, share - reach), Math.min(1, share + reach)));
  }

  /** Whether every confidence is after a reference's temperature. */
  public boolean calibrated() {
    return sums.get(Count.UNCALIBRATED) == 0;
  }

  /** The bins that have images, from the least confidence on. */
  public List<Bin> bins() {
    List<Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < AccuracySums.BINS; bin++) {
      long images = sums.binImages(bin);
      if (images > 0) {
        bins.add(
            new Bin(
                (double) bin / AccuracySums.BINS,
                images,
                (double) sums.binConfidence(bin) / Answer.ONE / images,
                (double) sums.binRight(bin) / images));
      }
    }
    return bins;
  }

  /** The expected calibration error of the model's own confidence (Guo et al. 2017). */
  public Optional<Double> calibrationError() {
    double apart = 0;
    for (Bin bin : bins()) {
      apart += bin.images() * Math.abs(bin.right() - bin.confidence());
    }
    return labelled() == 0 ? Optional.empty() : Optional.of(apart / labelled());
  }

  /** The classes with the most mistakes, most first; of as many, in order of the outputs. */
  public List<Mistaken> mistaken(int most) {
    List<Mistaken> all = new ArrayList<>();
    sums.classImages()
        .forEach(
            (truth, images) -> {
              Optional<Map.Entry<Integer, Long>> taken =
                  sums.takenFor(truth).entrySet().stream()
                      .max(
                          Map.Entry.<Integer, Long>comparingByValue()
                              .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())));
              all.add(
                  new Mistaken(
                      truth,
                      images,
                      sums.classRight(truth),
                      taken.map(Map.Entry::getKey),
                      taken.map(Map.Entry::getValue).orElse(0L)));
            });
    return all.stream()
        .filter(one -> one.wrong() > 0)
        .sorted(Comparator.comparingLong(Mistaken::wrong).reversed().thenComparing(Mistaken::index))
        .limit(most)
        .toList();
  }

  private long labelled() {
    return sums.get(Count.LABELLED);
  }
}
