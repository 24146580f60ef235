package io.saccade.model.drift;

/**
 * The two-sample chi-square of the predicted classes. Classes that are expected less than once in
 * the smaller set are pooled in their order, until a pool is expected once; so many rare classes
 * still tell which part of them moved. What stays in one pool depends on both sets together alone,
 * and so not on which image is in which.
 *
 * <p>How many groups there are grows with the sets, and the statistic with the groups. So it is
 * given as the standard normal that it comes near to (the cube root of Wilson and Hilferty 1931),
 * which is comparable between windows of all sizes.
 */
final class ChiSquare {

  private final double share;
  private final Spread spread;
  private double sum;
  private int groups;

  // The last group that is large enough waits for what may be left over in the end.
  private double waiting;
  private double otherWaiting;
  private double pool;
  private double otherPool;

  private ChiSquare(double share, Spread spread) {
    this.share = share;
    this.spread = spread;
  }

  /**
   * Compares two sets.
   *
   * @param worth as how many independent images the first set counts
   */
  static double of(WindowSums one, WindowSums other, double worth, Spread spread) {
    double m = other.images();
    double each = worth / one.images();
    ChiSquare groups = new ChiSquare(worth / (worth + m), spread);
    for (int c = 0; c < one.layout().classes(); c++) {
      groups.add(one.label(c) * each, (double) other.label(c));
    }
    return groups.total();
  }

  private void add(double count, double otherCount) {
    if (isLarge(count + otherCount)) {
      settle(count, otherCount);
      return;
    }
    pool += count;
    otherPool += otherCount;
    if (isLarge(pool + otherPool)) {
      settle(pool, otherPool);
      pool = 0;
      otherPool = 0;
    }
  }

  private boolean isLarge(double both) {
    return both * Math.min(share, 1 - share) >= 1;
  }

  private void settle(double count, double otherCount) {
    sum += term();
    waiting = count;
    otherWaiting = otherCount;
  }

  private double total() {
    waiting += pool;
    otherWaiting += otherPool;
    sum += term();
    return groups < 2 ? 0 : normal(sum, groups - 1);
  }

  private double term() {
    double both = waiting + otherWaiting;
    if (both == 0) {
      return 0;
    }
    groups++;
    double off = waiting + spread.next() - both * share; // As much the other way in the other set.
    return off * off / (both * share) + off * off / (both * (1 - share));
  }

  private static double normal(double chiSquare, int degrees) {
    double variance = 2.0 / (9 * degrees);
    return (StrictMath.cbrt(chiSquare / degrees) - 1 + variance) / Math.sqrt(variance);
  }
}
