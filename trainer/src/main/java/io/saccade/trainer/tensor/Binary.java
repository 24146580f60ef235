package io.saccade.trainer.tensor;

/** Functions of two numbers, applied element by element; the shapes broadcast as NumPy's do. */
public enum Binary {
  /** a + b. */
  ADD,
  /** a - b. */
  SUBTRACT,
  /** a b. */
  MULTIPLY,
  /** a / b. */
  DIVIDE,
  /** a^b. */
  POWER,
  /** The larger of the two. */
  MAXIMUM,
  /** The smaller of the two. */
  MINIMUM
}
