package io.saccade.cli.drift;

import io.saccade.cli.console.CommandFailedException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which windows, by their length. */
final class ScaleOption {

  @Option(
      names = "--scale",
      paramLabel = "DURATION",
      description = "Only windows of this length, such as 5m, 1h or 24h.")
  private Optional<String> scale = Optional.empty();

  /** The length as reports say it, if one is asked for. */
  Optional<String> length() throws CommandFailedException {
    return scale.isPresent() ? Optional.of(duration(scale.get())) : scale;
  }

  private static String duration(String text) throws CommandFailedException {
    String days = text.toUpperCase(Locale.ROOT);
    try {
      return Duration.parse(days.startsWith("P") ? days : "PT" + days).toString();
    } catch (DateTimeParseException e) {
      throw new CommandFailedException(
          "--scale must be a duration such as 5m, 1h or 24h, but was " + text, e);
    }
  }
}
