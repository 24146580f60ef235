/** Tests of onnx. */
package io.saccade.processor.onnx;
