package io.saccade.model.image;

/**
 * Three samples of a pixel side by side in one {@code long}, 21 bits each, so that one
 * multiplication weighs all three: blue (or luma) lowest, then green, then red. A sample of 8 bits
 * times weights that add up to 13 bits fills a lane and cannot reach the next one. Where weights
 * may be negative they have 12 bits, and an offset keeps the sums positive.
 */
final class Lanes {

  static final int GREEN_SHIFT = 21;
  static final int RED_SHIFT = 42;

  /** A one in every lane. */
  static final long ONES = 1L | 1L << GREEN_SHIFT | 1L << RED_SHIFT;

  static final int WEIGHT_BITS = 13;
  static final int SIGNED_WEIGHT_BITS = 12;

  private static final long SAMPLES = 0xFF * ONES;
  private static final long HALF = (1L << (WEIGHT_BITS - 1)) * ONES;

  private static final int SIGNED_OFFSET = 128;
  private static final long SIGNED_HALF =
      (((long) SIGNED_OFFSET << SIGNED_WEIGHT_BITS) + (1L << (SIGNED_WEIGHT_BITS - 1))) * ONES;

  private Lanes() {}

  /** Turns weighted sums back into samples, rounded, in place. */
  static void settle(long[] sums, int count) {
    for (int i = 0; i < count; i++) {
      sums[i] = (sums[i] + HALF) >>> WEIGHT_BITS & SAMPLES;
    }
  }

  /** The same for signed weights, whose sums may lie outside of 0 to 255 and are clipped. */
  static void settleSigned(long[] sums, int count) {
    for (int i = 0; i < count; i++) {
      long sum = (sums[i] + SIGNED_HALF) >>> SIGNED_WEIGHT_BITS;
      sums[i] =
          clipped(sum)
              | clipped(sum >>> GREEN_SHIFT) << GREEN_SHIFT
              | clipped(sum >>> RED_SHIFT) << RED_SHIFT;
    }
  }

  private static long clipped(long lane) {
    long sample = (lane & 0x1FF) - SIGNED_OFFSET;
    return Math.max(0, Math.min(255, sample));
  }
}
