package io.saccade.trainer.recipe;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The values of flags, one after the other. What is wrong with one is noted, and something sound
 * put in its place, so that all of them are looked at. Used by one thread.
 */
final class Answers {

  private final Map<Flag, String> given;
  private final Map<Flag, String> usual;
  private final List<String> mistakes;

  /**
   * Answers to be read.
   *
   * @param given by the user
   * @param usual where the user gave none
   * @param mistakes where what is wrong is added
   */
  Answers(Map<Flag, String> given, Map<Flag, String> usual, List<String> mistakes) {
    this.given = given;
    this.usual = usual;
    this.mistakes = mistakes;
  }

  /** What the user gave. */
  Map<Flag, String> given() {
    return given;
  }

  /** Whether the user gave it. */
  boolean has(Flag flag) {
    return given.containsKey(flag);
  }

  /** The value; empty where there is none. */
  Optional<String> text(Flag flag) {
    String text = given.getOrDefault(flag, usual.getOrDefault(flag, "")).strip();
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** Notes a mistake: what a flag must be, and what to do. */
  void mistake(Flag flag, String expected, String advice) {
    mistakes.add(
        "%s must be %s%s; %s".formatted(flag, expected, butWas(flag), advice).strip() + ".");
  }

  /** Notes a mistake in words of its own. */
  void mistake(String sentence) {
    mistakes.add(sentence);
  }

  private String butWas(Flag flag) {
    return text(flag).map(", but was \"%s\""::formatted).orElse(", but was not given");
  }

  boolean isOn(Flag flag) {
    String text = text(flag).orElse("false").toLowerCase(Locale.ROOT);
    if (!text.equals("true") && !text.equals("false")) {
      mistake(flag, "true or false", "take one of the two");
    }
    return text.equals("true");
  }

  /** A number that there must be, from least to most. */
  double number(Flag flag, double least, double most) {
    try {
      double number = Double.parseDouble(text(flag).orElse(""));
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Noted below, as a number out of range is.
    }
    String range = "a number from %s to %s".formatted(plain(least), plain(most));
    mistake(flag, range, "give for example %s %s".formatted(flag, plain(most / 2 + least / 2)));
    return least;
  }

  /** A whole number that there must be, from least to most. */
  long whole(Flag flag, long least, long most) {
    try {
      long number = Long.parseLong(text(flag).orElse(""));
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Noted below, as a number out of range is.
    }
    long example = Math.max(least, Math.min(most, 8));
    mistake(
        flag,
        "a whole number from %d to %d".formatted(least, most),
        "give for example %s %d".formatted(flag, example));
    return least;
  }

  /** A whole number, if there is one. */
  OptionalInt wholeIfAny(Flag flag, int least, int most) {
    return text(flag).isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of((int) whole(flag, least, most));
  }

  /** One of the constants, by its name in small letters with dashes, if the flag has a value. */
  <E extends Enum<E>> Optional<E> oneOf(Flag flag, Class<E> type) {
    Optional<String> text = text(flag).map(word -> word.toLowerCase(Locale.ROOT));
    if (text.isEmpty()) {
      return Optional.empty();
    }
    List<E> constants = List.of(type.getEnumConstants());
    Optional<E> found =
        constants.stream()
            .filter(constant -> bare(word(constant)).equals(bare(text.get())))
            .findFirst();
    if (found.isEmpty()) {
      String words = constants.stream().map(Answers::word).collect(Collectors.joining(", "));
      mistake(flag, "one of " + words, "take one of these");
    }
    return found;
  }

  /** As {@link #oneOf}; the first constant where the value is wrong. */
  <E extends Enum<E>> E needed(Flag flag, Class<E> type) {
    return oneOf(flag, type).orElseGet(() -> type.getEnumConstants()[0]);
  }

  /** Each of these that the user gave does not go with the rest, for this reason. */
  void mustBeLeftOut(String reason, Flag... flags) {
    Arrays.stream(flags)
        .filter(this::has)
        .forEach(flag -> mistakes.add("%s must be left out: %s.".formatted(flag, reason)));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  // So that onecycle, one-cycle and one_cycle are the same, and resnet18 is resnet-18.
  private static String bare(String word) {
    return word.replace("-", "").replace("_", "");
  }

  private static String plain(double number) {
    return number == Math.rint(number)
        ? String.valueOf((long) number)
        : String.valueOf((float) number);
  }
}
