package io.saccade.processor.source;

import io.saccade.model.ErrorCode;

/** An event cannot be classified, for a reason that trying again will not change. */
public final class EventRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /**
   * Says why.
   *
   * @param message one sentence without secrets or stack traces; it travels with the failure
   */
  public EventRefusedException(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }
}
