package io.saccade.trainer.export;

/** How a model's numbers are kept in its file. */
public enum Storage {
  /** As 32-bit floats. */
  FLOAT,
  /** Weights as 16-bit floats, widened as the model is loaded: half the file, the same speed. */
  HALF,
  /** Weights and most values as 8-bit integers: a quarter of the file, and faster. */
  INT8
}
