package io.saccade.trainer.tensor;

/** How many numbers become one. */
public enum Reduction {
  /** Their sum. */
  SUM,
  /** Their mean. */
  MEAN,
  /** The largest. */
  MAXIMUM
}
