package io.saccade.trainer.interpret;

import static org.assertj.core.api.Assertions.assertThat;

/** How far values are from those that they stand for. */
final class Closeness {

  private static final double RELATIVE = 1e-4;

  private Closeness() {}

  /** Asserts that no value is further off than a part of the largest there is. */
  static void assertClose(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    assertThat(farthest(actual, expected)).isLessThanOrEqualTo(RELATIVE * range(expected));
  }

  static double farthest(float[] actual, float[] expected) {
    double farthest = 0;
    for (int i = 0; i < expected.length; i++) {
      double distance = Math.abs((double) actual[i] - expected[i]);
      farthest = Double.isNaN(distance) ? Double.NaN : Math.max(farthest, distance);
    }
    return farthest;
  }

  private static double range(float[] values) {
    double range = Float.MIN_NORMAL;
    for (float value : values) {
      range = Math.max(range, Math.abs(value));
    }
    return range;
  }
}
