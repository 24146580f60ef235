package io.saccade.bench.latency;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as the processor's settings do: {@code 100ms}, {@code 2s}, {@code PT0.1S}. */
final class DurationConverter implements ITypeConverter<Duration> {

  private static final Pattern SIMPLE = Pattern.compile("(\\d{1,9})(ms|s)");

  @Override
  public Duration convert(String text) {
    Matcher matcher = SIMPLE.matcher(text.trim());
    Duration duration = matcher.matches() ? simple(matcher) : iso(text.trim());
    if (duration.isNegative() || duration.isZero()) {
      throw misunderstood(text);
    }
    return duration;
  }

  private static Duration simple(Matcher matcher) {
    long amount = Long.parseLong(matcher.group(1));
    return matcher.group(2).equals("ms") ? Duration.ofMillis(amount) : Duration.ofSeconds(amount);
  }

  private static Duration iso(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw misunderstood(text);
    }
  }

  private static TypeConversionException misunderstood(String text) {
    return new TypeConversionException(
        "must be a duration above zero, such as 100ms, but was " + text);
  }
}
