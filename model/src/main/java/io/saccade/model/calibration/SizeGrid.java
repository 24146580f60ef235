package io.saccade.model.calibration;

import java.util.ArrayList;
import java.util.List;

/**
 * The window sizes that a reference is calibrated for: from 50 to a tenth of it, each by the same
 * factor.
 */
final class SizeGrid {

  private static final int SMALLEST = 50;

  /** Null distributions of normalised distances change little from one size to its half more. */
  private static final double WIDEST_STEP = 1.5;

  private SizeGrid() {}

  static List<Integer> of(int reference) {
    int largest = reference / 10;
    if (largest < SMALLEST) {
      throw new IllegalArgumentException(
          "a reference must have at least %d rows, but had %d"
              .formatted(Calibration.SMALLEST_REFERENCE, reference));
    }
    double span = StrictMath.log((double) largest / SMALLEST);
    int steps = (int) Math.ceil(span / StrictMath.log(WIDEST_STEP));
    List<Integer> sizes = new ArrayList<>();
    sizes.add(SMALLEST);
    for (int i = 1; i <= steps; i++) {
      sizes.add((int) Math.round(SMALLEST * StrictMath.exp(span * i / steps)));
    }
    return sizes;
  }
}
