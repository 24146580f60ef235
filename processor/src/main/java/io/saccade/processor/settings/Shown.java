package io.saccade.processor.settings;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a message may show of what somebody wrote: a secret may stand anywhere in it. */
final class Shown {

  private static final Pattern USER = Pattern.compile("//[^/\\s]*@");
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[A-Za-z0-9_.:-]*}?");

  private Shown() {}

  /** A value, without the user and the password of an address. */
  static String of(String value) {
    return USER.matcher(value).replaceAll("//(hidden)@");
  }

  /** Of a value, only what refers to something else. */
  static String references(@Nullable String value) {
    return REFERENCE
        .matcher(String.valueOf(value))
        .results()
        .map(MatchResult::group)
        .collect(Collectors.joining(", "));
  }

  /** What is wrong with a file and where, without the lines of the file that come along. */
  static String place(RuntimeException thrown) {
    String message = String.valueOf(thrown.getMessage());
    return message
        .lines()
        .filter(line -> !line.startsWith("    "))
        .map(line -> line.strip().replace(" in 'string',", "at"))
        .collect(Collectors.joining(" "));
  }
}
