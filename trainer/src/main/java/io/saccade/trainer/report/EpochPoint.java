package io.saccade.trainer.report;

/**
 * What an epoch brought; NaN where there is none.
 *
 * @param number from 1
 * @param rate the learning rate at its end
 * @param loss the mean loss of the training images, as it went
 * @param accuracy the share of training images that were right, from 0 to 1
 * @param validationLoss the mean loss of the validation images after the epoch
 * @param validationAccuracy the share of validation images that are right, from 0 to 1
 */
public record EpochPoint(
    int number,
    double rate,
    double loss,
    double accuracy,
    double validationLoss,
    double validationAccuracy) {}
