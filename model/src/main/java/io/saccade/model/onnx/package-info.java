/** Reads ONNX graphs without running them, refuses the unsafe ones, and builds small ones. */
package io.saccade.model.onnx;
