package io.saccade.processor.bundles;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Refusals of where a bundle is, or of how it can be had. */
final class Refused {

  private static final int LONGEST = 300;

  private Refused() {}

  /** {@code BUNDLE_PATH}: what is wrong with the place. */
  static BundleRefusedException place(String why) {
    return place(why, null);
  }

  /** {@code BUNDLE_PATH}, brought about by an exception. */
  static BundleRefusedException place(String why, @Nullable Throwable cause) {
    return new BundleRefusedException(RefusalCode.BUNDLE_PATH, why, cause);
  }

  /** {@code MODEL_FORMAT}: more comes than a bundle may have. */
  static BundleRefusedException tooLarge(String what, long most) {
    return new BundleRefusedException(
        RefusalCode.MODEL_FORMAT, what + " has more than " + most + " bytes.");
  }

  /** An address for people: without its query, which may hold a secret. */
  static String shown(URI address) {
    String text = address.toString();
    int query = text.indexOf('?');
    return shown(query < 0 ? text : text.substring(0, query) + "?…");
  }

  /** Text of unknown origin for people: short, on one line. */
  static String shown(String text) {
    String line = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return line.replaceAll("\\p{C}", "?");
  }

  /** What an exception says, or its kind where it says nothing. */
  static String reason(Throwable e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : shown(message);
  }
}
