package io.saccade.model.drift;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often each class was predicted for images of each true class. Of many classes most never
 * meet, so only what occurred is kept. Immutable.
 */
public final class Confusion {

  private final int classes;
  private final SortedMap<Cell, Long> counts;

  /**
   * Where a predicted and a true class meet.
   *
   * @param predicted the index of the predicted class
   * @param truth the index of the true one
   */
  public record Cell(int predicted, int truth) implements Comparable<Cell> {

    @Override
    public int compareTo(Cell other) {
      int rows = Integer.compare(predicted, other.predicted);
      return rows == 0 ? Integer.compare(truth, other.truth) : rows;
    }
  }

  Confusion(int classes, Map<Cell, Long> counts) {
    this.classes = classes;
    this.counts = new TreeMap<>(counts);
    long images = 0;
    for (Map.Entry<Cell, Long> one : this.counts.entrySet()) {
      Cell cell = one.getKey();
      if (Math.min(cell.predicted(), cell.truth()) < 0
          || Math.max(cell.predicted(), cell.truth()) >= classes
          || one.getValue() < 1
          || one.getValue() > Long.MAX_VALUE - images) {
        throw new IllegalArgumentException(
            "a cell must be of %d classes and have images, but was %s".formatted(classes, one));
      }
      images += one.getValue();
    }
    if (images == 0) {
      throw new IllegalArgumentException("a confusion must be of images, but has none");
    }
  }

  static Confusion of(List<ReferenceImage> labelled) {
    SortedMap<Cell, Long> counts = new TreeMap<>();
    for (ReferenceImage image : labelled) {
      Cell cell = new Cell(image.output().label(), image.truth().orElseThrow());
      counts.merge(cell, 1L, Long::sum);
    }
    return new Confusion(labelled.get(0).probabilities().length, counts);
  }

  public int classes() {
    return classes;
  }

  /** How many images of the true class were given the predicted one. */
  public long count(int predicted, int truth) {
    return counts.getOrDefault(new Cell(predicted, truth), 0L);
  }

  /** How many images have a true label. */
  public long images() {
    return counts.values().stream().mapToLong(count -> count).sum();
  }

  /** The share of images that were given their true class. */
  public double accuracy() {
    long right = 0;
    for (Map.Entry<Cell, Long> one : counts.entrySet()) {
      right += one.getKey().predicted() == one.getKey().truth() ? one.getValue() : 0;
    }
    return right / (double) images();
  }

  /** How many images each cell has, without empty ones, by predicted and then by true class. */
  public SortedMap<Cell, Long> counts() {
    return new TreeMap<>(counts);
  }

  /**
   * The share of each cell in all images, row by row; and in {@code truths} that of each column.
   */
  double[] shares(double[] truths) {
    double images = images();
    double[] shares = new double[classes * classes];
    counts.forEach(
        (cell, count) -> {
          shares[cell.predicted() * classes + cell.truth()] = count / images;
          truths[cell.truth()] += count / images;
        });
    return shares;
  }
}
