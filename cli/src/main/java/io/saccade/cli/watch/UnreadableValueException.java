package io.saccade.cli.watch;

/** A record's value is not what its topic should carry. */
final class UnreadableValueException extends Exception {

  private static final long serialVersionUID = 1L;

  UnreadableValueException(String message) {
    super(message);
  }

  UnreadableValueException(String message, Throwable cause) {
    super(message, cause);
  }
}
