package io.saccade.model.drift;

/**
 * Numbers as whole multiples of 2<sup>-20</sup>. Adding them is associative, as adding floating
 * point is not, so a sum depends neither on the order nor on who added which part.
 */
final class FixedPoint {

  static final int ONE = 1 << 20;

  private FixedPoint() {}

  /** The nearest multiple of a number of no more than about two thousand either way. */
  static int of(double value) {
    return (int) Math.rint(value * ONE);
  }

  static double toDouble(long fixed) {
    return (double) fixed / ONE;
  }
}
