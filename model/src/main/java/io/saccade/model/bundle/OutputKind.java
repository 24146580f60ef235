package io.saccade.model.bundle;

/** What the values of a model's output are. */
public enum OutputKind {
  /** Scores without bounds, which a softmax makes probabilities. */
  LOGITS,
  /** Probabilities that add up to one; the graph has applied the softmax itself. */
  SOFTMAX
}
