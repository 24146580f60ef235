/** Runs graphs with ONNX Runtime, on the processor; the only package that sees it. */
package io.saccade.trainer.onnx;
