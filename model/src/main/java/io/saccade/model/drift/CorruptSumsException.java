package io.saccade.model.drift;

/** Bytes that should be the sums of a window are something else. */
public final class CorruptSumsException extends Exception {

  private static final long serialVersionUID = 1L;

  CorruptSumsException(String message) {
    super(message);
  }
}
