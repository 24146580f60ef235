package io.saccade.trainer.report;

/**
 * One of the classifiers that the best was chosen from.
 *
 * @param name such as {@code head only}
 * @param validationAccuracy from 0 to 1, NaN without validation
 * @param validationLoss mean negative log-likelihood, NaN without validation
 * @param chosen whether this is the one that was exported
 */
public record Candidate(
    String name, double validationAccuracy, double validationLoss, boolean chosen) {}
