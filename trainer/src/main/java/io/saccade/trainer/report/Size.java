package io.saccade.trainer.report;

/**
 * How large a file is.
 *
 * @param what the file, such as {@code model.onnx}
 * @param bytes its length
 */
public record Size(String what, long bytes) {}
