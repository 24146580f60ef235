package io.saccade.trainer.tune;

/**
 * What one pass over the training images brought.
 *
 * @param number from 1; 0 stands for the weights that training began with
 * @param rate the learning rate of its last step
 * @param loss the mean loss of its training images, as it went; NaN for epoch 0
 * @param accuracy the share of its training images that were right, as it went; NaN for epoch 0
 * @param validationLoss mean negative log-likelihood, NaN without validation
 * @param validationAccuracy from 0 to 1, NaN without validation
 */
public record TuneEpoch(
    int number,
    double rate,
    double loss,
    double accuracy,
    double validationLoss,
    double validationAccuracy) {

  /** The weights that training begins with. */
  static TuneEpoch before() {
    return trained(0, Double.NaN, Double.NaN, Double.NaN);
  }

  /** An epoch that was not validated yet. */
  static TuneEpoch trained(int number, double rate, double loss, double accuracy) {
    return new TuneEpoch(number, rate, loss, accuracy, Double.NaN, Double.NaN);
  }

  TuneEpoch scored(double scoredLoss, double scoredAccuracy) {
    return new TuneEpoch(number, rate, loss, accuracy, scoredLoss, scoredAccuracy);
  }

  /** More right on validation, or as many and surer; without validation, later. */
  boolean beats(TuneEpoch other) {
    if (Double.isNaN(validationAccuracy)) {
      return number > other.number;
    }
    return validationAccuracy > other.validationAccuracy
        || (validationAccuracy == other.validationAccuracy
            && validationLoss < other.validationLoss);
  }
}
