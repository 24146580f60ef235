package io.saccade.model;

/**
 * Why an event could not be classified: the closed set of codes that stand in the header {@code
 * saccade.error.code} of a failure. There is no code for the unforeseen: an exception that nobody
 * expected is a bug and stops the stream thread loudly.
 */
public enum ErrorCode {
  EVENT_EMPTY("The record has no value."),
  EVENT_CORRUPT("The record's value is not a readable event."),
  EVENT_SCHEMA_UNKNOWN("The registry does not know the schema that the record names."),
  EVENT_SCHEMA_INCOMPATIBLE("The event was written with a schema that does not resolve to ours."),
  EVENT_TOO_LARGE("The event is larger than the limit."),
  URI_SCHEME("The image's URI has a scheme that is not allowed."),
  URI_HOST("The image's URI names a host that is not allowed."),
  URI_ADDRESS("The image's host resolves to an address that is not allowed."),
  URI_REDIRECT("The image's host answered with a redirect."),
  URI_NOT_FOUND("There is no image at the URI."),
  URI_TOO_LARGE("The image at the URI is larger than the limit."),
  URI_HASH("The image at the URI does not have the SHA-256 that the event states."),
  URI_UNAVAILABLE("The image's host did not answer in time."),
  IMAGE_EMPTY("The event carries an image of no bytes."),
  IMAGE_UNSUPPORTED("The image is of a format that is not accepted."),
  IMAGE_CORRUPT("The image cannot be decoded."),
  IMAGE_TRUNCATED("The image ends before its data does."),
  IMAGE_PIXELS("The image has more pixels, or longer sides, than the limit."),
  IMAGE_SCANS("The JPEG has more scans than the limit."),
  IMAGE_TIMEOUT("The image could not be decoded within the deadline."),
  MODEL_FAILED("The model failed on this image."),
  OUTPUT_NOT_FINITE("The model's output for this image is not finite."),
  OUTPUT_TOO_LARGE("The prediction is larger than the output topic accepts."),
  NATIVE_CRASH("The image took the process down twice and is not tried again.");

  private final String meaning;

  ErrorCode(String meaning) {
    this.meaning = meaning;
  }

  /** What the code says, in one sentence, without anything of the particular event. */
  public String meaning() {
    return meaning;
  }
}
