package io.saccade.processor.source;

import io.saccade.model.ErrorCode;

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
      throw new FetchFailedException("the host cannot give " + said, false, null);
    }
    if (status >= 300 && status < 400) {
      throw new EventRefusedException(
          ErrorCode.URI_REDIRECT, "redirects are not followed: " + said);
    }
    if (status == 404 || status == 410) {
      throw new EventRefusedException(ErrorCode.URI_NOT_FOUND, "there is no image at " + said);
    }
    throw new EventRefusedException(ErrorCode.URI_UNAVAILABLE, "the host does not give " + said);
  }

  static EventRefusedException tooLarge(Target target, int most) {
    return new EventRefusedException(
        ErrorCode.URI_TOO_LARGE,
        "%s has more than the %d bytes of source.uri.max.bytes".formatted(target.shown(), most));
  }
}
