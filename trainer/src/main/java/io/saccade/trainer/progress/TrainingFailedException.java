package io.saccade.trainer.progress;

/** A training cannot go on; the message says what went wrong and what to do about it. */
public final class TrainingFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  public TrainingFailedException(String message) {
    super(message);
  }

  public TrainingFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
