package io.saccade.trainer.recipe;

/** The arithmetic of the exported network. */
public enum Quantization {
  /** 32-bit floats, as it was learned. */
  NONE,
  /** 8-bit integers. */
  INT8
}
