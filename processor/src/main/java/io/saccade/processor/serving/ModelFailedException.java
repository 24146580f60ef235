package io.saccade.processor.serving;

/** The model could not be run on a batch. */
public final class ModelFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  public ModelFailedException(String message) {
    super(message);
  }

  public ModelFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
