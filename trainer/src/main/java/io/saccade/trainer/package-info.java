/** Trains classifiers: an ONNX graph in, the same graph with trained weights out. */
package io.saccade.trainer;
