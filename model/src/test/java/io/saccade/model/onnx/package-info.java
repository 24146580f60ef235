/** Tests of reading, refusing and building graphs. */
package io.saccade.model.onnx;
