package io.saccade.trainer.head;

/** Features that nothing can be learned from; the message says why and what to do about it. */
public final class FeaturesRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int row;

  FeaturesRefusedException(int row, String message) {
    super(message);
    this.row = row;
  }

  /** The first row that is at fault, from 0. */
  public int row() {
    return row;
  }
}
