package io.saccade.processor.source;

import io.saccade.model.ErrorCode;
import org.jspecify.annotations.Nullable;

/** What the status of an answer over HTTP comes to. */
final class Answers {

  private Answers() {}

  /** Returns where the status promises the image. */
  static void require(Target target, int status)
      throws EventRefusedException, FetchFailedException {
    if (status == 200) {
      return;
    }
    String said = "%s (HTTP %d)".formatted(target.shown(), status);
    if (status >= 500 || status == 408 || status == 425 || status == 429) {
      throw new FetchFailedException(
          "the host cannot give " + said, FetchFailedException.Fault.THEIRS, null);
    }
    if (status >= 300 && status < 400) {
      throw new EventRefusedException(
          ErrorCode.URI_REDIRECT, "no redirect is followed from " + said);
    }
    if (status == 404 || status == 410) {
      throw new EventRefusedException(ErrorCode.URI_NOT_FOUND, "there is no image at " + said);
    }
    throw new EventRefusedException(ErrorCode.URI_UNAVAILABLE, "the host does not give " + said);
  }

  /** Returns where the image comes as it is: what unpacks may unpack to anything. */
  static void requirePlain(Target target, @Nullable String encoding) throws EventRefusedException {
    if (encoding != null && !encoding.isBlank() && !encoding.trim().equalsIgnoreCase("identity")) {
      throw new EventRefusedException(
          ErrorCode.URI_UNAVAILABLE,
          "the host gives the image packed, as '%s', though it was asked not to: %s"
              .formatted(Shown.of(encoding), target.shown()));
    }
  }

  static EventRefusedException tooLarge(Target target, int most) {
    return new EventRefusedException(
        ErrorCode.URI_TOO_LARGE,
        "%s has more than the %d bytes of source.uri.max.bytes".formatted(target.shown(), most));
  }
}
