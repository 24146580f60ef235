package io.saccade.model.drift;

/**
 * What one image adds to a window: about 1.2 kB that depend on the image alone. Immutable, as long
 * as nobody in this package writes into its arrays.
 */
public final class Observation {

  private final int label;
  private final byte[] bins;
  private final int[] features;
  private final Confidence confidence;

  /**
   * How sure the model was, in fixed point but for the last.
   *
   * @param stated the largest probability
   * @param calibrated the same after the temperature
   * @param spread the variance of being right at the calibrated probability
   * @param highEnergy whether the energy is beyond the reference's 99th percentile
   */
  record Confidence(int stated, int calibrated, int spread, boolean highEnergy) {}

  Observation(int label, byte[] bins, int[] features, Confidence confidence) {
    this.label = label;
    this.bins = bins;
    this.features = features;
    this.confidence = confidence;
  }

  /** The predicted class. */
  public int label() {
    return label;
  }

  /**
   * The largest probability after the reference's temperature, 0 to 1: how likely the predicted
   * class is to be the true one.
   */
  public double calibrated() {
    return FixedPoint.toDouble(confidence.calibrated());
  }

  /** The bin of every series. */
  byte[] bins() {
    return bins;
  }

  /** The cosines of the random features, in fixed point. */
  int[] features() {
    return features;
  }

  Confidence confidence() {
    return confidence;
  }
}
