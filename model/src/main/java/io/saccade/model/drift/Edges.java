package io.saccade.model.drift;

import java.util.Arrays;

/**
 * The bins of one series of values: bin {@code i} holds what is at least edge {@code i - 1} and
 * less than edge {@code i}, so each is half-open and takes the value at its lower end.
 *
 * <p>Edges lie at the reference's 32-quantiles. Values that are equal are never parted, and one
 * that several quantiles fall on gets a bin of its own, so that a feature which was constant shows
 * whichever way it moves. Values are compared after rounding to 12 significant binary digits: two
 * devices that differ in the last digits agree on the bin of what is exactly 0 or 1.
 */
public final class Edges {

  /** The most bins that there are. */
  public static final int BINS = 32;

  private static final int DROPPED_BITS = 12;
  private static final float SMALLEST = 0x1p-100f;

  private final float[] edges;

  private Edges(float[] edges) {
    this.edges = edges;
  }

  /** The edges for a reference of these values, at least one; the array is not changed. */
  public static Edges of(float[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("values must not be empty");
    }
    float[] sorted = new float[values.length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = round(values[i]);
    }
    Arrays.sort(sorted);
    float[] edges = new float[BINS - 1];
    int count = 0;
    for (int k = 1; k < BINS; k++) {
      float quantile = sorted[(int) ((long) k * sorted.length / BINS)];
      if (count == 0 || quantile > edges[count - 1]) {
        edges[count++] = quantile;
      } else if (quantile == edges[count - 1]) {
        // The next quantile here finds this edge above itself, and is passed over.
        edges[count++] = Math.nextUp(quantile);
      }
    }
    return new Edges(Arrays.copyOf(edges, count));
  }

  /**
   * The edges that were stored.
   *
   * @param edges 1 to 31, finite and ascending
   */
  static Edges stored(float[] edges) {
    if (edges.length < 1 || edges.length >= BINS) {
      throw new IllegalArgumentException("edges must be 1 to 31, but were " + edges.length);
    }
    for (int i = 0; i < edges.length; i++) {
      if (!Float.isFinite(edges[i]) || (i > 0 && edges[i] <= edges[i - 1])) {
        throw new IllegalArgumentException("edges must be finite and ascending");
      }
    }
    return new Edges(edges.clone());
  }

  /** The bin of a value, from 0. */
  int bin(float value) {
    float rounded = round(value);
    int low = 0;
    int high = edges.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rounded >= edges[middle]) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How many edges there are: one less than bins. */
  int count() {
    return edges.length;
  }

  /** A copy of the edges, ascending. */
  float[] toArray() {
    return edges.clone();
  }

  private static float round(float value) {
    if (Math.abs(value) < SMALLEST) {
      return 0; // Some devices round to zero earlier than others.
    }
    int half = 1 << (DROPPED_BITS - 1);
    return Float.intBitsToFloat((Float.floatToRawIntBits(value) + half) & -(1 << DROPPED_BITS));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Edges that && Arrays.equals(edges, that.edges);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(edges);
  }

  @Override
  public String toString() {
    return Arrays.toString(edges);
  }
}
