package io.saccade.model.image;

import io.saccade.model.ErrorCode;

/**
 * Says that an image is not accepted, with the code that stands in the failure and one sentence on
 * what was found. The sentence never quotes the image's bytes. It has no stack trace: a bad image
 * is an ordinary input, and a trace would cost more than its decoding.
 */
public final class ImageRefusedException extends Exception {

  private static final long serialVersionUID = 1;

  private final ErrorCode code;

  public ImageRefusedException(ErrorCode code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  static ImageRefusedException corrupt(String message) {
    return new ImageRefusedException(ErrorCode.IMAGE_CORRUPT, message);
  }

  static ImageRefusedException truncated(String message) {
    return new ImageRefusedException(ErrorCode.IMAGE_TRUNCATED, message);
  }

  static ImageRefusedException unsupported(String message) {
    return new ImageRefusedException(ErrorCode.IMAGE_UNSUPPORTED, message);
  }

  /** The code of the failure. */
  public ErrorCode code() {
    return code;
  }
}
