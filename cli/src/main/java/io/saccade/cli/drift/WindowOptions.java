package io.saccade.cli.drift;

import io.saccade.schemas.avro.DriftReport;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which windows an operator means. */
final class WindowOptions {

  @Option(
      names = "--last",
      paramLabel = "N",
      description = "The last N windows that something can be learnt from.")
  private Optional<Integer> last = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Windows that begin then or later, such as 2026-11-22T10:00:00Z.")
  private Optional<Instant> from = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Windows that end then or earlier.")
  private Optional<Instant> to = Optional.empty();

  /** Reads a moment with its zone. */
  static final class TimeConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return OffsetDateTime.parse(text.trim()).toInstant();
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            "must be a time such as 2026-11-22T10:00:00Z, but was " + text);
      }
    }
  }

  /** What contradicts itself, if anything does. */
  Optional<String> mistake() {
    if (last.isPresent() && (from.isPresent() || to.isPresent())) {
      return Optional.of("--last and a range (--from, --to) exclude each other");
    }
    if (last.isPresent() && last.get() < 1) {
      return Optional.of("--last must be at least 1, but was " + last.get());
    }
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      return Optional.of("--from must be before --to");
    }
    return Optional.empty();
  }

  /** Whether any are named. */
  boolean any() {
    return last.isPresent() || from.isPresent() || to.isPresent();
  }

  /** Those of a stream's windows that are meant, the earliest first. */
  List<DriftReport> of(List<DriftReport> windows) {
    if (last.isPresent()) {
      List<DriftReport> telling =
          windows.stream().filter(window -> window.getLesson() != null).toList();
      return telling.subList(Math.max(0, telling.size() - last.get()), telling.size());
    }
    List<DriftReport> within = new ArrayList<>(windows);
    within.removeIf(
        window ->
            from.filter(time -> window.getStart().isBefore(time)).isPresent()
                || to.filter(time -> window.getEnd().isAfter(time)).isPresent());
    return within;
  }
}
