package io.saccade.model.drift;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What can be guessed of a window without its true labels. For reading only.
 *
 * @param confidence the mean of the largest probability as the model states it
 * @param accuracy the share of right answers, were the calibrated confidence true of these images
 *     too (CBPE); it is not where they are of a kind that the reference has none of
 * @param accuracyLow the lower end of the 95 % interval of the accuracy
 * @param accuracyHigh its upper end
 * @param highEnergy the share of images with more energy than 99 % of the reference's; empty
 *     without logits
 * @param priors how frequent the true classes may be, where the reference has true labels
 */
public record Estimates(
    double confidence,
    double accuracy,
    double accuracyLow,
    double accuracyHigh,
    OptionalDouble highEnergy,
    Optional<Priors> priors) {

  private static final double NORMAL_95 = 1.959964;

  /** The estimates for a window of at least one image. */
  public static Estimates of(ReferenceProfile profile, WindowSums window) {
    double n = window.images();
    if (n < 1) {
      throw new IllegalArgumentException("the window must have images");
    }
    double accuracy = FixedPoint.toDouble(window.at(Layout.CALIBRATED)) / n;
    double error = NORMAL_95 * Math.sqrt(FixedPoint.toDouble(window.at(Layout.SPREAD))) / n;
    return new Estimates(
        FixedPoint.toDouble(window.at(Layout.CONFIDENCE)) / n,
        accuracy,
        Math.max(0, accuracy - error),
        Math.min(1, accuracy + error),
        profile.highEnergyLimit().isPresent()
            ? OptionalDouble.of(window.at(Layout.HIGH_ENERGY) / n)
            : OptionalDouble.empty(),
        profile.confusion().flatMap(confusion -> Priors.of(confusion, window)));
  }
}
