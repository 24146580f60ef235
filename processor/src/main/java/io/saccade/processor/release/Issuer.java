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

  private static final int LONGEST = 1000;

  public Issuer {
    if (by.isBlank()) {
      throw new IllegalArgumentException("by must name somebody, but was blank");
    }
  }

  /**
   * As somebody typed it: made one line of bounded length, since the audit is read on terminals.
   */
  public static Issuer of(String by, String reason, Instant at) {
    String name = line(by);
    return new Issuer(name.isEmpty() ? "unknown" : name, line(reason), at);
  }

  private static String line(String text) {
    String plain = text.replaceAll("[\\p{C}\\s]+", " ").strip();
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
  }
}
