package io.saccade.processor.source;

/** Text of unknown origin for people: short, on one line. */
final class Shown {

  private static final int LONGEST = 200;

  private Shown() {}

  static String of(String text) {
    String line = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return line.replaceAll("\\p{C}", "?");
  }
}
