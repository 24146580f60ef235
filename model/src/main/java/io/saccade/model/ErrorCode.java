package io.saccade.model;

/**
 * Why an event could not be classified: the closed set of codes that stand in the header {@code
 * saccade.error.code} of a failure. There is no code for the unforeseen: an exception that nobody
 * expected is a bug and stops the stream thread loudly.
 */
public enum ErrorCode {
  EVENT_EMPTY(
      "The record has no value.",
      "Find the producer by the key; what deletes keys does not belong on this topic."),
  EVENT_CORRUPT(
      "The record's value is not a readable event.",
      "Let the producer write Avro in the wire format of the registry, and send the event again."),
  EVENT_SCHEMA_UNKNOWN(
      "The registry does not know the schema that the record names.",
      "Check that producer and processor use the same registry; then saccade failures replay."),
  EVENT_SCHEMA_INCOMPATIBLE(
      "The event was written with a schema that does not resolve to ours.",
      "Register only compatible schemas: BACKWARD, as the subject was made."),
  EVENT_TOO_LARGE(
      "The event is larger than the limit.",
      "Send smaller images, or raise image.max.bytes; then saccade failures replay."),
  URI_SCHEME(
      "The image's URI has a scheme that is not allowed.",
      "List the scheme in source.uri.schemes, then saccade failures replay; or send the bytes of the"
          + " image."),
  URI_HOST(
      "The image's URI names a host, a bucket or a folder that is not allowed.",
      "List it in source.uri.hosts, buckets or roots, then saccade failures replay; or let the"
          + " producer use one that is."),
  URI_ADDRESS(
      "The image's host resolves to an address that is not allowed.",
      "Let the producer use a host that is public; or list it in source.uri.internal.hosts, then"
          + " saccade failures replay."),
  URI_REDIRECT(
      "The image's host answered with a redirect.",
      "Let the producer name where the image is in the end."),
  URI_NOT_FOUND(
      "There is no image at the URI.",
      "Keep images for as long as events may be read again; once they are back, saccade failures"
          + " replay."),
  URI_TOO_LARGE(
      "The image at the URI is larger than the limit.",
      "Raise source.uri.max.bytes with the memory for it, then saccade failures replay; or keep"
          + " smaller images."),
  URI_HASH(
      "The image at the URI does not have the SHA-256 that the event states.",
      "Images must not change under their address: let the producer send the event again."),
  URI_UNAVAILABLE(
      "The image's host did not give it, or not in time.",
      "See to the host; then saccade failures replay."),
  IMAGE_EMPTY(
      "The event carries an image of no bytes.", "See to the camera or the program that encodes."),
  IMAGE_UNSUPPORTED(
      "The image is of a format that is not accepted.",
      "Add the format to image.formats, then saccade failures replay; or encode as JPEG, PNG or"
          + " WebP."),
  IMAGE_CORRUPT("The image cannot be decoded.", "See to the camera or the program that encodes."),
  IMAGE_TRUNCATED(
      "The image ends before its data does.",
      "See to how images are transferred before they are published."),
  IMAGE_PIXELS(
      "The image has more pixels, or longer sides, than the limit.",
      "Send smaller images; or raise image.max.pixels and image.max.side, then saccade failures"
          + " replay."),
  IMAGE_SCANS(
      "The JPEG has more scans than the limit.",
      "Encode with fewer scans; so many are how decoders are attacked."),
  IMAGE_TIMEOUT(
      "The image could not be decoded within the deadline.",
      "Look at the image: it may be made to take long. Where the machine was stuck, saccade"
          + " failures replay."),
  MODEL_FAILED(
      "The model failed on this image.",
      "Try the image with saccade classify, and report it to who made the model; under one that is"
          + " mended, saccade failures replay."),
  OUTPUT_NOT_FINITE(
      "The model's output for this image is not finite.",
      "Try the image with saccade classify, and report it to who made the model; under one that is"
          + " mended, saccade failures replay."),
  OUTPUT_TOO_LARGE(
      "The prediction is larger than the output topic accepts.",
      "Lower top.labels, or raise output.max.bytes and the topic's max.message.bytes; then saccade"
          + " failures replay."),
  NATIVE_CRASH(
      "The image took the process down twice and is not tried again.",
      "Keep the image and report it: no image may take a process down. Where it was not the image,"
          + " saccade failures replay.");

  private final String meaning;
  private final String remedy;

  ErrorCode(String meaning, String remedy) {
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /** What the code says, in one sentence, without anything of the particular event. */
  public String meaning() {
    return meaning;
  }

  /** What an operator does about it, in a sentence or two. */
  public String remedy() {
    return remedy;
  }
}
