/** Runs the nodes of a graph on tensors, forward, so that the library can run them backward. */
package io.saccade.trainer.interpret;
