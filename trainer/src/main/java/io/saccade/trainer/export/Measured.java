package io.saccade.trainer.export;

import io.saccade.trainer.quantize.QuantizationReport;
import java.util.Optional;

/**
 * What was found out about the model of a bundle.
 *
 * @param temperature what scores are to be divided by, so that confidences are as high as the model
 *     is right
 * @param validation empty where there are no such images
 * @param test empty where there are no such images
 * @param quantization where the model computes in integers
 */
public record Measured(
    Parity parity,
    double temperature,
    Optional<PartScores> validation,
    Optional<PartScores> test,
    Optional<QuantizationReport> quantization) {}
