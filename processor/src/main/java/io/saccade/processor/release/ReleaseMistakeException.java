package io.saccade.processor.release;

/** An operator's wish that cannot be a release; nothing was changed. */
public final class ReleaseMistakeException extends Exception {

  private static final long serialVersionUID = 1L;

  private final ReleaseMistake mistake;

  ReleaseMistakeException(ReleaseMistake mistake, String message) {
    super(message);
    this.mistake = mistake;
  }

  /** What is wrong, for programs. */
  public ReleaseMistake mistake() {
    return mistake;
  }
}
