package io.saccade.model.drift;

/**
 * The two-sample chi-square of the predicted classes. Classes that are expected less than once in
 * the smaller set are pooled in their order, until a pool is expected once; so many rare classes
 * still tell which part of them moved. What stays in one pool depends on both sets together alone,
 * and so not on which image is in which.
 */
final class ChiSquare {

  private final double share;
  private final Spread spread;
  private double sum;

  // The last group that is large enough waits for what may be left over in the end.
  private long waiting;
  private long otherWaiting;
  private long pool;
  private long otherPool;

  private ChiSquare(double share, Spread spread) {
    this.share = share;
    this.spread = spread;
  }

  static double of(WindowSums one, WindowSums other, Spread spread) {
    double n = one.images();
    double m = other.images();
    ChiSquare groups = new ChiSquare(n / (n + m), spread);
    for (int c = 0; c < one.layout().classes(); c++) {
      groups.add(one.label(c), other.label(c));
    }
    return groups.total();
  }

  private void add(long count, long otherCount) {
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

  private boolean isLarge(long both) {
    return both * Math.min(share, 1 - share) >= 1;
  }

  private void settle(long count, long otherCount) {
    sum += term();
    waiting = count;
    otherWaiting = otherCount;
  }

  private double total() {
    waiting += pool;
    otherWaiting += otherPool;
    return sum + term();
  }

  private double term() {
    double both = (double) waiting + otherWaiting;
    if (both == 0) {
      return 0;
    }
    double off = waiting + spread.next() - both * share; // As much the other way in the other set.
    return off * off / (both * share) + off * off / (both * (1 - share));
  }
}
