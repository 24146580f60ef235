package io.saccade.trainer.data;

import io.saccade.trainer.data.DataRefusedException.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How the images of the training part are varied, as read from words like {@code
 * flip,rotate=20,zoom=0.2}.
 */
public final class Augmentation {

  private final Map<Variation, Double> numbers;
  private final Fill fill;

  private Augmentation(Map<Variation, Double> numbers, Fill fill) {
    this.numbers = Collections.unmodifiableMap(numbers);
    this.fill = fill;
  }

  /** Leaves images as they are. */
  public static Augmentation none() {
    return new Augmentation(new EnumMap<>(Variation.class), Fill.NEAREST);
  }

  /**
   * Reads the words, separated by commas, each with {@code =number} or without; an empty text, and
   * {@code none}, leave images as they are.
   *
   * @throws DataRefusedException with every mistake, the words that are known and the numbers that
   *     are allowed
   */
  public static Augmentation parse(String words, Fill fill) throws DataRefusedException {
    Map<Variation, Double> numbers = new EnumMap<>(Variation.class);
    List<String> mistakes = new ArrayList<>();
    String all = words.strip().toLowerCase(Locale.ROOT);
    if (!all.isEmpty() && !all.equals("none")) {
      for (String word : all.split(",", -1)) {
        read(word.strip(), numbers).ifPresent(mistakes::add);
      }
    }
    if (!mistakes.isEmpty()) {
      throw new DataRefusedException(Fault.AUGMENTATION, String.join(" ", mistakes));
    }
    return new Augmentation(numbers, fill);
  }

  /** Takes a word in, or says what is wrong with it. */
  private static Optional<String> read(String word, Map<Variation, Double> numbers) {
    int equals = word.indexOf('=');
    String name = (equals < 0 ? word : word.substring(0, equals)).strip();
    Variation variation = Variation.named(name).orElse(null);
    if (variation == null) {
      return Optional.of(
          "Unknown augmentation \"%s\": the known ones are %s.".formatted(name, Variation.words()));
    }
    double number = equals < 0 ? variation.usual() : number(word.substring(equals + 1));
    if (!variation.allows(number)) {
      return Optional.of(
          "The number of %s must be %s, but was \"%s\"."
              .formatted(name, variation.range(), word.substring(equals + 1).strip()));
    }
    if (numbers.put(variation, number) != null) {
      return Optional.of("The augmentation %s stands there twice.".formatted(name));
    }
    return Optional.empty();
  }

  /** The number, or one that is in no range. */
  private static double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Whether images stay as they are. */
  public boolean isNone() {
    return numbers.isEmpty();
  }

  /** The number of the variation, if images are varied so. */
  Optional<Double> number(Variation variation) {
    return Optional.ofNullable(numbers.get(variation));
  }

  /** What is put where a shifted or turned image has no pixels. */
  public Fill fill() {
    return fill;
  }

  /** The words that this is read from, with all their numbers. */
  @Override
  public String toString() {
    List<String> words = new ArrayList<>();
    numbers.forEach((variation, number) -> words.add(variation.word() + "=" + number));
    return words.isEmpty() ? "none" : String.join(",", words);
  }
}
