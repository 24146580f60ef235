package io.saccade.schemas;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a registry answered.
 *
 * @param endpoint who answered
 * @param status of HTTP
 * @param body of JSON; an object with {@code error_code} and {@code message} unless the status is
 *     200
 */
record RegistryReply(RegistryEndpoint endpoint, int status, JsonNode body) {

  private static final int LONGEST_MESSAGE = 500;

  boolean succeeded() {
    return status / 100 == 2;
  }

  /** The registry's own code, the status with two more digits; 0 if there is none. */
  int errorCode() {
    return body.path("error_code").asInt(0);
  }

  /** The registry's message on one line, bounded, since it is not ours. */
  String message() {
    String text = body.path("message").asText("").replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "…";
  }

  /** Nobody foresaw this answer, so neither the record nor an outage is to blame. */
  RegistryConfigurationException refusal(String request) {
    return new RegistryConfigurationException(
        "the registry %s refused %s with status %d, code %d: %s"
            .formatted(endpoint.base(), request, status, errorCode(), message()));
  }
}
