package io.saccade.trainer.quantize;

import java.nio.FloatBuffer;

/**
 * How often which values were seen. Bins are a power of two wide and widen by merging neighbours,
 * so the counts do not depend on the order in which values come. Thread-safe.
 */
final class ValueHistogram {

  /** Bins on each side of zero. */
  private static final int SIDE = 2048;

  private static final int SIDE_BITS = 11;

  /** The width while nothing but zeros was seen. */
  private static final float NARROWEST = 0x1p-100f;

  private long[] counts = new long[2 * SIDE];
  private float width = NARROWEST;
  private float least = Float.POSITIVE_INFINITY;
  private float most = Float.NEGATIVE_INFINITY;

  /** Counts values; what is not finite is left out. */
  synchronized void add(FloatBuffer values) {
    int size = values.remaining();
    for (int i = 0; i < size; i++) {
      float value = values.get(i);
      if (Float.isFinite(value)) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    widen(Math.max(Math.abs(least), Math.abs(most)));
    for (int i = 0; i < size; i++) {
      float value = values.get(i);
      if (Float.isFinite(value)) {
        counts[SIDE + (int) Math.floor(value / width)]++;
      }
    }
  }

  private void widen(float largest) {
    if (!Float.isFinite(largest)) {
      return;
    }
    float needed = Math.max(NARROWEST, Math.scalb(1f, Math.getExponent(largest) + 1 - SIDE_BITS));
    while (width < needed) {
      long[] merged = new long[2 * SIDE];
      for (int i = 0; i < counts.length; i++) {
        merged[SIDE + Math.floorDiv(i - SIDE, 2)] += counts[i];
      }
      counts = merged;
      width *= 2;
    }
  }

  /**
   * The scale for the values in the middle.
   *
   * @param share of all values that it reaches over; 1 for all of them
   */
  synchronized Scale scale(double share) {
    if (!(least <= most)) {
      return Scale.of(0, 0);
    }
    if (share == 1) {
      return Scale.of(least, most);
    }
    long all = 0;
    for (long count : counts) {
      all += count;
    }
    double cut = all * (1 - share) / 2;
    int low = 0;
    for (long left = counts[0]; left <= cut; left += counts[low]) {
      low++;
    }
    int high = counts.length - 1;
    for (long left = counts[high]; left <= cut; left += counts[high]) {
      high--;
    }
    return Scale.of(
        Math.max(least, (low - SIDE) * width), Math.min(most, (high + 1 - SIDE) * width));
  }
}
