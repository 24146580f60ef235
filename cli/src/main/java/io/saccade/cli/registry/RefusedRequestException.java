package io.saccade.cli.registry;

/** A request that is answered with an error, by Confluent's codes. */
final class RefusedRequestException extends Exception {

  private final int code;

  /**
   * @param code the HTTP status, or the status followed by two digits
   */
  RefusedRequestException(int code, String message) {
    super(message);
    this.code = code;
  }

  int code() {
    return code;
  }

  int status() {
    return code < 1_000 ? code : code / 100;
  }

  static RefusedRequestException noSubject(String subject) {
    return new RefusedRequestException(40401, "Subject '%s' not found.".formatted(subject));
  }

  static RefusedRequestException noVersion(int version) {
    return new RefusedRequestException(40402, "Version %d not found.".formatted(version));
  }

  static RefusedRequestException invalidSchema(String why) {
    return new RefusedRequestException(42201, "Invalid schema: " + why);
  }
}
