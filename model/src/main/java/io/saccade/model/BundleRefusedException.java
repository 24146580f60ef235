package io.saccade.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A model bundle, or a model on its way into one, was refused; the code says why. */
public final class BundleRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final RefusalCode code;

  /**
   * A refusal.
   *
   * @param message one sentence: what was expected, what came, and what to do about it
   */
  public BundleRefusedException(RefusalCode code, String message) {
    this(code, message, null);
  }

  /** A refusal that an exception brought about. */
  public BundleRefusedException(RefusalCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code, "code");
  }

  /** The reason, of a closed set. */
  public RefusalCode code() {
    return code;
  }
}
