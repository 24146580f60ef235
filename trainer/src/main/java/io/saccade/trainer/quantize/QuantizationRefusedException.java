package io.saccade.trainer.quantize;

/** A model would lose too much as integers, or has nothing to be made of them; the message says. */
public final class QuantizationRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  public QuantizationRefusedException(String message) {
    super(message);
  }
}
