package io.saccade.processor.source;

import org.jspecify.annotations.Nullable;

/** An attempt failed for a reason that may pass. */
final class FetchFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Fault fault;

  /** Whose fault it is. */
  enum Fault {
    /** Not even a connection came about: that is the host's fault, and never one image's. */
    UNREACHABLE,
    /** The host's, or the image's. */
    THEIRS,
    /** Not theirs. */
    OURS
  }

  FetchFailedException(String message, Fault fault, @Nullable Throwable cause) {
    super(message, cause);
    this.fault = fault;
  }

  Fault fault() {
    return fault;
  }
}
