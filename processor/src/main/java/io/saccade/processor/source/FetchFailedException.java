package io.saccade.processor.source;

import org.jspecify.annotations.Nullable;

/** An attempt failed for a reason that may pass. */
final class FetchFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean unreachable;

  /**
   * Says why.
   *
   * @param unreachable whether not even a connection came about: that is the host's fault, and
   *     never one image's
   */
  FetchFailedException(String message, boolean unreachable, @Nullable Throwable cause) {
    super(message, cause);
    this.unreachable = unreachable;
  }

  boolean isUnreachable() {
    return unreachable;
  }
}
