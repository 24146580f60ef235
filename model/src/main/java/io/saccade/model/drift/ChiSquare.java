package io.saccade.model.drift;

/** The two-sample chi-square of the predicted classes. */
final class ChiSquare {

  private ChiSquare() {}

  static double of(WindowSums one, WindowSums other) {
    double n = one.images();
    double m = other.images();
    double share = n / (n + m);
    double smaller = Math.min(share, 1 - share);
    double sum = 0;
    long rare = 0;
    long otherRare = 0;
    for (int c = 0; c < one.layout().classes(); c++) {
      long count = one.label(c);
      long otherCount = other.label(c);
      if ((count + otherCount) * smaller < 1) {
        rare += count;
        otherRare += otherCount;
      } else {
        sum += term(count, otherCount, share);
      }
    }
    return sum + term(rare, otherRare, share);
  }

  private static double term(long count, long otherCount, double share) {
    double all = (double) count + otherCount;
    if (all == 0) {
      return 0;
    }
    double off = count - all * share; // And as much the other way in the other set.
    return off * off / (all * share) + off * off / (all * (1 - share));
  }
}
