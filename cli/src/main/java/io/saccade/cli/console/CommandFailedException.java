package io.saccade.cli.console;

/**
 * A command could not do what it was asked to, for a reason that its user can act on. The message
 * stands alone: it says what went wrong and what to do next, and it is all that the user sees.
 */
public final class CommandFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  public CommandFailedException(String message) {
    super(message);
  }

  public CommandFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
