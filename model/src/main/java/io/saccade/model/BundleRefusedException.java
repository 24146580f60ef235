package io.saccade.model;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A model bundle, or a model on its way into one, was refused; the code says why. */
public final class BundleRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  // It goes into a log, onto a terminal and into a record, and quotes what a stranger wrote.
  private static final int LONGEST = 2_000;
  private static final Pattern UNPRINTABLE = Pattern.compile("\\p{C}");

  private final RefusalCode code;

  /**
   * A refusal.
   *
   * @param message one sentence: what was expected, what came, and what to do about it; kept short
   *     and without control characters, whatever of the bundle it quotes
   */
  public BundleRefusedException(RefusalCode code, String message) {
    this(code, message, null);
  }

  /** A refusal that an exception brought about. */
  public BundleRefusedException(RefusalCode code, String message, @Nullable Throwable cause) {
    super(printable(message), cause);
    this.code = Objects.requireNonNull(code, "code");
  }

  private static String printable(String message) {
    String some = message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
    return UNPRINTABLE.matcher(some.replace('\n', ' ')).replaceAll("?");
  }

  /** The reason, of a closed set. */
  public RefusalCode code() {
    return code;
  }
}
