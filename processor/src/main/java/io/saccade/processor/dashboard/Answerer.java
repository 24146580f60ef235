package io.saccade.processor.dashboard;

/**
 * Who answers events.
 *
 * @param version the version of the model
 * @param role as what, in the words of a release: {@code PRIMARY}, {@code CANARY}, and so on
 */
public record Answerer(String version, String role) {

  /** As the page tells them apart. */
  String key() {
    return version + "|" + role;
  }
}
