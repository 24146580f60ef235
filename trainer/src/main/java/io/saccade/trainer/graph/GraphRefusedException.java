package io.saccade.trainer.graph;

/** A graph cannot be trained; the message says what is wrong with it and what to do about it. */
public final class GraphRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  public GraphRefusedException(String message) {
    super(message);
  }

  public GraphRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
