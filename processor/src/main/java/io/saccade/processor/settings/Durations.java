package io.saccade.processor.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations as people write them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code PT30S}. */
final class Durations {

  private static final Pattern SIMPLE = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");

  private Durations() {}

  /** The duration, or nothing where the text is not one. */
  static Optional<Duration> parse(String text) {
    Matcher matcher = SIMPLE.matcher(text.trim().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      try {
        return Optional.of(Duration.parse(text.trim()));
      } catch (DateTimeParseException e) {
        return Optional.empty();
      }
    }
    long amount = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          default -> Duration.ofDays(amount);
        });
  }
}
