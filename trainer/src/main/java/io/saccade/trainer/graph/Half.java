package io.saccade.trainer.graph;

/** IEEE 754's binary16: half of a float's bits, for weights that lie in a file. */
public final class Half {

  /** The largest number that there is. */
  public static final float MOST = 65504;

  private Half() {}

  /** The number that the bits stand for. */
  public static float value(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = (bits >>> 10) & 0x1F;
    int fraction = bits & 0x3FF;
    if (exponent == 0) {
      float magnitude = fraction * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    int widened = exponent == 0x1F ? 0xFF : exponent - 15 + 127;
    return Float.intBitsToFloat(sign | (widened << 23) | (fraction << 13));
  }

  /**
   * The bits of the nearest number, of two that are as near the one whose last bit is 0.
   *
   * @param value finite, and not beyond {@link #MOST} either way
   */
  public static short bits(float value) {
    if (!(Math.abs(value) <= MOST)) {
      throw new IllegalArgumentException(
          "value must be from -%s to %s, but was %s".formatted(MOST, MOST, value));
    }
    int sign = (Float.floatToRawIntBits(value) >>> 16) & 0x8000;
    float magnitude = Math.abs(value);
    if (magnitude < 0x1p-14f) {
      // In steps of 2^-24; what rounds up to the smallest normal number has its very bits.
      return (short) (sign | (int) Math.rint((double) magnitude * 0x1p24));
    }
    int bits = Float.floatToRawIntBits(magnitude);
    int odd = (bits >>> 13) & 1;
    int rounded = bits + 0xFFF + odd;
    return (short) (sign | ((rounded >>> 13) - ((127 - 15) << 10)));
  }
}
