package io.saccade.processor.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads settings by name, and collects every mistake instead of stopping at the first. A setting
 * that is wrong reads as its default, so that the others can still be checked.
 */
final class SettingsReader {

  private final Map<String, String> values;
  private final Set<String> known = new TreeSet<>();
  private final List<String> problems = new ArrayList<>();

  SettingsReader(Map<String, String> values) {
    this.values = values;
  }

  String text(String name, String otherwise) {
    return value(name).orElse(otherwise);
  }

  /** A text that has no default. */
  Optional<String> optional(String name) {
    return value(name);
  }

  int integer(String name, int otherwise, int least, int most) {
    return read(
        name,
        otherwise,
        "a whole number from %d to %d".formatted(least, most),
        text -> number(text).filter(n -> n >= least && n <= most).map(Long::intValue));
  }

  /** A number that has no default of its own. */
  OptionalInt integer(String name, int least, int most) {
    int unset = least - 1;
    int number = integer(name, unset, least, most);
    return number == unset ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** A number of bytes, or of whatever else comes in such numbers. */
  long size(String name, long otherwise, long least, long most) {
    return read(
        name,
        otherwise,
        "a size from %d to %d, such as 64MiB".formatted(least, most),
        text -> Sizes.parse(text).filter(bytes -> bytes >= least && bytes <= most));
  }

  /** A number of bytes that has no default of its own. */
  OptionalLong size(String name, long least, long most) {
    long unset = least - 1;
    long bytes = size(name, unset, least, most);
    return bytes == unset ? OptionalLong.empty() : OptionalLong.of(bytes);
  }

  Duration duration(String name, Duration otherwise, Duration least, Duration most) {
    return read(
        name,
        otherwise,
        "a duration from %s to %s, such as 30s".formatted(seconds(least), seconds(most)),
        text ->
            Durations.parse(text).filter(d -> d.compareTo(least) >= 0 && d.compareTo(most) <= 0));
  }

  boolean flag(String name, boolean otherwise) {
    return read(
        name,
        otherwise,
        "true or false",
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> Optional.empty();
            });
  }

  String choice(String name, String otherwise, List<String> allowed) {
    return read(
        name,
        otherwise,
        "one of " + String.join(", ", allowed),
        text -> allowed.stream().filter(text::equalsIgnoreCase).findFirst());
  }

  <E extends Enum<E>> Set<E> choices(String name, Set<E> otherwise, Class<E> type) {
    String allowed =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return read(
        name,
        otherwise,
        "a list of " + allowed + ", separated by commas",
        text -> constants(text, type));
  }

  /** All settings that start with a prefix, without it. Any name is allowed. */
  Map<String, String> passThrough(String prefix) {
    Map<String, String> found = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            known.add(name);
            found.put(name.substring(prefix.length()), value);
          }
        });
    return found;
  }

  /** Every name that was asked for. */
  Set<String> known() {
    return Collections.unmodifiableSet(known);
  }

  void problem(String problem) {
    problems.add(problem);
  }

  /** Ends reading: what was never asked for is a mistake too. */
  void finish() throws SettingsException {
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        problems.add("%s is not a setting; %s".formatted(name, Spelling.hint(name, known)));
      }
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  private Optional<String> value(String name) {
    known.add(name);
    return Optional.ofNullable(values.get(name)).map(String::trim).filter(v -> !v.isEmpty());
  }

  /**
   * A value of any type.
   *
   * @param allowed what is allowed, for the message
   * @param parser the value of a text; empty where it is not allowed
   */
  <T> T read(String name, T otherwise, String allowed, Function<String, Optional<T>> parser) {
    Optional<String> text = value(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    Optional<T> parsed = parser.apply(text.get());
    if (parsed.isEmpty()) {
      problems.add("%s must be %s, but was %s".formatted(name, allowed, Shown.of(text.get())));
    }
    return parsed.orElse(otherwise);
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static <E extends Enum<E>> Optional<Set<E>> constants(String text, Class<E> type) {
    Set<E> found = new TreeSet<>();
    for (String part : text.split(",", -1)) {
      try {
        found.add(Enum.valueOf(type, part.trim().toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return Optional.of(found);
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }
}
