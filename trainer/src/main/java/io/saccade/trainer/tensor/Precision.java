package io.saccade.trainer.tensor;

import java.util.Locale;

/** The arithmetic of a forward pass with gradients; weights are kept as 32-bit floats in either. */
public enum Precision {
  /** 32-bit floats throughout. */
  FULL,
  /** Convolutions and products in bfloat16, where the library has them. */
  BFLOAT16;

  /** The precision as settings write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
