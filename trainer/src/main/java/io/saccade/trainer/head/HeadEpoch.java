package io.saccade.trainer.head;

/**
 * What one pass over the features brought.
 *
 * @param epoch from 1
 * @param loss the mean loss of its training rows, as it went
 * @param validationLoss mean negative log-likelihood, NaN without validation
 * @param validationAccuracy from 0 to 1, NaN without validation
 */
public record HeadEpoch(int epoch, double loss, double validationLoss, double validationAccuracy) {

  /** Better on validation: more right, or as many and surer. */
  boolean beats(HeadEpoch other) {
    return validationAccuracy > other.validationAccuracy
        || (validationAccuracy == other.validationAccuracy
            && validationLoss < other.validationLoss);
  }
}
