package io.saccade.model.drift;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What each image of a reference adds to a window, from which calibration learns how far sets of
 * the reference's own images are apart by chance. Immutable and thread-safe.
 */
public final class ReferenceRows {

  private final List<Observation> rows;
  private final WindowSums all;

  ReferenceRows(List<Observation> rows, WindowSums all) {
    this.rows = List.copyOf(rows);
    this.all = all;
  }

  /** How many images there are. */
  public int size() {
    return rows.size();
  }

  /** What the image of this index adds. */
  public Observation row(int index) {
    return rows.get(index);
  }

  /**
   * Draws {@code n} images without replacement and compares them with all others, as in {@link
   * Distances#between(WindowSums, WindowSums, RandomGenerator)}.
   *
   * @param n 1 to one less than {@link #size}
   */
  public Distances draw(int n, RandomGenerator random) {
    int size = rows.size();
    if (n < 1 || n >= size) {
      throw new IllegalArgumentException("n must be 1 to %d, but was %d".formatted(size - 1, n));
    }
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    WindowSums drawn = new WindowSums(all.layout());
    for (int i = 0; i < n; i++) {
      int other = random.nextInt(i, size);
      int index = order[other];
      order[other] = order[i];
      drawn.add(rows.get(index));
    }
    return Distances.between(drawn, all.minus(drawn), random);
  }
}
