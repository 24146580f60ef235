package io.saccade.cli.console;

/**
 * A command could not do what it was asked to, for a reason that its user can act on. The message
 * stands alone: it says what went wrong and what to do next, and it is all that the user sees.
 */
public final class CommandFailedException extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int FAILED = 1;

  private final int code;

  public CommandFailedException(String message) {
    super(message);
    this.code = FAILED;
  }

  public CommandFailedException(String message, Throwable cause) {
    this(message, cause, FAILED);
  }

  /** A failure that has an exit code of its own. */
  public CommandFailedException(String message, Throwable cause, int code) {
    super(message, cause);
    this.code = code;
  }

  /** What the process is to end with. */
  public int code() {
    return code;
  }
}
