package io.saccade.trainer.interpret;

/** What a forward pass is for. */
public enum Mode {
  /** As the graph is served: no dropout, running statistics, no gradients, memory freed early. */
  EVALUATE,
  /** As {@link #EVALUATE}, but with gradients: for checks of the gradients themselves. */
  DIFFERENTIATE,
  /** With dropout and gradients; running statistics are used and not moved. */
  TUNE,
  /** With dropout and gradients; batches are normalised by their own statistics. */
  TRAIN;

  boolean differentiates() {
    return this != EVALUATE;
  }

  boolean drops() {
    return this == TUNE || this == TRAIN;
  }

  boolean movesStatistics() {
    return this == TRAIN;
  }
}
