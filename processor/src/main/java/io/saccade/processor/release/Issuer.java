package io.saccade.processor.release;

import java.time.Instant;

/**
 * Who issues a release, why and when.
 *
 * @param by who, not blank
 * @param reason why, in the operator's words; may be empty
 * @param at when
 */
public record Issuer(String by, String reason, Instant at) {

  public Issuer {
    if (by.isBlank()) {
      throw new IllegalArgumentException("by must name somebody, but was blank");
    }
  }
}
