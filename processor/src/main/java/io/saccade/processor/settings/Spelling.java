package io.saccade.processor.settings;

import java.util.Collection;
import java.util.Comparator;

/** Guesses which setting somebody meant. */
final class Spelling {

  private Spelling() {}

  /** A sentence that names the nearest known setting. */
  static String hint(String name, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
        .filter(candidate -> distance(name, candidate) <= Math.max(2, name.length() / 4))
        .map(candidate -> "did you mean " + candidate + "?")
        .orElse("see docs/settings.md for those there are");
  }

  /** How many letters to insert, delete or change (Levenshtein 1966). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
