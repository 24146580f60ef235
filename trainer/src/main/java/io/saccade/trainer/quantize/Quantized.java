package io.saccade.trainer.quantize;

import io.saccade.model.onnx.proto.ModelProto;

/**
 * A model of integers.
 *
 * @param logits what it makes of the validation images, a row each; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record Quantized(ModelProto model, QuantizationReport report, float[][] logits) {}
