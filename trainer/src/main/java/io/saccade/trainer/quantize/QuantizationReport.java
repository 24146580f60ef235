package io.saccade.trainer.quantize;

/**
 * What integers cost.
 *
 * @param choice that agreed best with the floats
 * @param agreement the share of validation images that are called as before, from 0 to 1
 * @param accuracyBefore on validation images, as floats, from 0 to 1
 * @param accuracyAfter on validation images, as integers, from 0 to 1
 */
public record QuantizationReport(
    Choice choice, double agreement, double accuracyBefore, double accuracyAfter) {}
