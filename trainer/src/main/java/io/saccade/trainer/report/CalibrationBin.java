package io.saccade.trainer.report;

/**
 * The images that a classifier was about equally sure of.
 *
 * @param count how many
 * @param confidence how sure it was on average, from 0 to 1; NaN without images
 * @param accuracy the share of them that is right; NaN without images
 */
public record CalibrationBin(int count, double confidence, double accuracy) {}
