/** Runs models with ONNX Runtime. The only package that sees it. */
package io.saccade.processor.onnx;
