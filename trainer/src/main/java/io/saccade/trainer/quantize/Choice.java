package io.saccade.trainer.quantize;

/**
 * How a model's numbers are cut into steps.
 *
 * @param share of all values, in the middle, that the range of activations holds: 1 for all
 * @param weightBits 8, or 7 for processors whose 16-bit sums overflow with 8
 */
public record Choice(double share, int weightBits) {

  /** Checks both numbers. */
  public Choice {
    if (!(share > 0.9 && share <= 1)) {
      throw new IllegalArgumentException("share must be above 0.9, to 1, but was " + share);
    }
    if (weightBits != 7 && weightBits != 8) {
      throw new IllegalArgumentException("weightBits must be 7 or 8, but was " + weightBits);
    }
  }

  /** The range of activations, for people. */
  public String words() {
    return share == 1 ? "all values" : "%s of values".formatted(share);
  }
}
