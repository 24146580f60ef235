package io.saccade.cli.kafka;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A moment in a topic, as a person names it. */
public sealed interface Moment {

  /** The oldest event that is kept. */
  record Earliest() implements Moment {}

  /** Behind the newest event. */
  record Latest() implements Moment {}

  /** The first event of this time or later. */
  record At(Instant time) implements Moment {}

  /** So long before the command starts. */
  record Ago(Duration time) implements Moment {}

  /** What may be written. */
  String ALLOWED =
      "an instant (2026-11-22T10:00:00Z), a time before now (-2h, -30m, -90s, -1d), earliest or"
          + " latest";

  /** Reads moments. */
  final class Converter implements ITypeConverter<Moment> {

    private static final Pattern AGO = Pattern.compile("-(\\d{1,9})(ms|s|m|h|d)");

    @Override
    public Moment convert(String text) {
      String lower = text.trim().toLowerCase(Locale.ROOT);
      Matcher ago = AGO.matcher(lower);
      if (ago.matches()) {
        return new Ago(duration(Long.parseLong(ago.group(1)), ago.group(2)));
      }
      return switch (lower) {
        case "earliest" -> new Earliest();
        case "latest", "now" -> new Latest();
        default -> exact(text.trim());
      };
    }

    private static Moment exact(String text) {
      try {
        if (text.startsWith("-P") || text.startsWith("-p")) {
          return new Ago(Duration.parse(text.substring(1)));
        }
        return new At(OffsetDateTime.parse(text).toInstant());
      } catch (DateTimeParseException e) {
        throw new TypeConversionException("must be %s, but was %s".formatted(ALLOWED, text));
      }
    }

    private static Duration duration(long amount, String unit) {
      return switch (unit) {
        case "ms" -> Duration.ofMillis(amount);
        case "s" -> Duration.ofSeconds(amount);
        case "m" -> Duration.ofMinutes(amount);
        case "h" -> Duration.ofHours(amount);
        default -> Duration.ofDays(amount);
      };
    }
  }

  /** Milliseconds since the epoch of a time before this one; the epoch where there is none. */
  static long millis(Duration before, Instant now) {
    try {
      return Math.max(0, now.minus(before).toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      return 0;
    }
  }
}
