/**
 * ONNX graphs as the trainer sees them: constants folded, dead nodes gone, weights exchangeable.
 */
package io.saccade.trainer.graph;
