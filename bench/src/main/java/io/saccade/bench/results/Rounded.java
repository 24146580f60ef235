package io.saccade.bench.results;

/** Numbers with no more digits than were measured, so that files of results stay readable. */
public final class Rounded {

  private Rounded() {}

  /** To one digit behind the point. */
  public static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }

  /** To three digits behind the point. */
  public static double thousandths(double value) {
    return Math.round(value * 1000) / 1000.0;
  }

  /** To six digits behind the point: of what is counted on with. */
  public static double millionths(double value) {
    return Math.round(value * 1e6) / 1e6;
  }
}
