package io.saccade.processor.http;

import java.util.Map;

/** A request that is answered with an error. */
final class HttpRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient Map<String, String> headers;

  HttpRefusedException(int status, String code, String message) {
    this(status, code, message, Map.of());
  }

  HttpRefusedException(int status, String code, String message, Map<String, String> headers) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  Reply reply() {
    return Reply.error(status, code, String.valueOf(getMessage())).with(headers);
  }
}
