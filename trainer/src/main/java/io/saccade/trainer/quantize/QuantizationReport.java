package io.saccade.trainer.quantize;

/**
 * What integers cost.
 *
 * @param layers that compute in integers
 * @param floatLayers that stayed floats, because they cost most
 * @param choice that agreed best with the floats
 * @param agreement the share of validation images that are called as before, from 0 to 1
 * @param accuracyBefore on validation images, as floats, from 0 to 1
 * @param accuracyAfter on validation images, as integers, from 0 to 1
 */
public record QuantizationReport(
    int layers,
    int floatLayers,
    Choice choice,
    double agreement,
    double accuracyBefore,
    double accuracyAfter) {

  /** The share of validation accuracy that is lost; below 0 where there is more. */
  double loss() {
    return accuracyBefore - accuracyAfter;
  }
}
