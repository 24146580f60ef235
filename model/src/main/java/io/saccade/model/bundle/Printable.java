package io.saccade.model.bundle;

/**
 * Text of unknown origin, made fit for a message: short, on one line, without control characters.
 */
final class Printable {

  private static final int LONGEST = 100;

  private Printable() {}

  static String of(String text) {
    String line = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return line.replaceAll("\\p{C}", "?");
  }
}
