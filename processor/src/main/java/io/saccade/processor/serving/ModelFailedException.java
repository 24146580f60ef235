package io.saccade.processor.serving;

import io.saccade.model.RefusalCode;

/** The model could not be run on a batch. */
public final class ModelFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final RefusalCode code;

  public ModelFailedException(String message) {
    super(message);
    this.code = RefusalCode.MODEL_FORMAT;
  }

  public ModelFailedException(String message, Throwable cause) {
    this(RefusalCode.MODEL_FORMAT, message, cause);
  }

  /** A failure that says more of the model or its device than that it failed. */
  public ModelFailedException(RefusalCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** A failure of the model's own making that no other exception brought about. */
  public ModelFailedException(RefusalCode code, String message) {
    super(message);
    this.code = code;
  }

  /** What a version is refused with that fails like this at the gate. */
  public RefusalCode code() {
    return code;
  }
}
