package io.saccade.model.drift;

import java.util.function.IntToLongFunction;

/**
 * How the values of one series lie, as far as its bins tell: within a bin they are taken to lie
 * evenly, and beyond the outermost edges nothing is known. Immutable.
 */
public final class Histogram {

  private final float[] edges;
  private final long[] counts;
  private final long all;

  private Histogram(float[] edges, long[] counts, long all) {
    this.edges = edges;
    this.counts = counts;
    this.all = all;
  }

  static Histogram of(Edges edges, IntToLongFunction count) {
    long[] counts = new long[edges.count() + 1];
    long all = 0;
    for (int bin = 0; bin < counts.length; bin++) {
      counts[bin] = count.applyAsLong(bin);
      all += counts[bin];
    }
    return new Histogram(edges.toArray(), counts, all);
  }

  /** The first edge; all values are said to be it that are below. */
  public double least() {
    return edges[0];
  }

  /** The last edge; all values are said to be it that are above. */
  public double most() {
    return edges[edges.length - 1];
  }

  /** Whether the edges are of one value, so that nothing can be seen between them. */
  public boolean isConstant() {
    return edges[edges.length - 1] <= Math.nextUp(edges[0]);
  }

  /** The value that a share of all lies below; never beyond the outermost edges. */
  public double quantile(double share) {
    double wanted = share * all;
    long below = 0;
    for (int bin = 0; bin < counts.length; bin++) {
      if (below + counts[bin] >= wanted && counts[bin] > 0) {
        return within(bin, (wanted - below) / counts[bin]);
      }
      below += counts[bin];
    }
    return most();
  }

  private double within(int bin, double part) {
    float from = edges[Math.max(0, bin - 1)];
    float to = edges[Math.min(bin, edges.length - 1)];
    return to <= Math.nextUp(from) ? from : from + Math.max(0, part) * ((double) to - from);
  }

  /**
   * The shares of values in equal steps from {@link #least} to {@link #most}. What lies beyond them
   * is in none, so the shares add up to less than 1.
   *
   * @param steps how many, at least 1
   */
  public double[] shares(int steps) {
    double width = (most() - least()) / steps;
    double[] shares = new double[steps];
    for (int bin = 1; bin < edges.length; bin++) {
      double from = edges[bin - 1];
      double to = edges[bin];
      double share = counts[bin] / (double) all;
      int first = step(from, width, steps);
      int last = step(to, width, steps);
      if (first == last) {
        shares[first] += share;
        continue;
      }
      for (int step = first; step <= last; step++) {
        double start = Math.max(from, least() + step * width);
        double end = Math.min(to, least() + (step + 1) * width);
        shares[step] += share * Math.max(0, end - start) / (to - from);
      }
    }
    return shares;
  }

  private int step(double value, double width, int steps) {
    return width > 0 ? (int) Math.min(steps - 1, (value - least()) / width) : 0;
  }
}
