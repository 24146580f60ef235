package io.saccade.trainer.page;

import java.util.ArrayList;
import java.util.List;

/**
 * What curves are drawn over, from left to right.
 *
 * @param name what it is
 * @param places where the curves have values, ascending
 * @param kind how the places lie, and which of them are written below
 */
public record Across(String name, List<Double> places, Kind kind) {

  private static final int MOST_NUMBERS = 6;

  /** How places lie beside each other. */
  public enum Kind {
    /** By what they are; some of the places are written below. */
    COUNTED,
    /** By their logarithms, for what grows by factors; some of the places are written below. */
    FACTORS,
    /** By what they are; round numbers are written below. */
    MEASURED
  }

  /** Copies the places. */
  public Across {
    places = List.copyOf(places);
    for (int i = 1; i < places.size(); i++) {
      if (!(places.get(i) > places.get(i - 1))) {
        throw new IllegalArgumentException("places must ascend, but were " + places);
      }
    }
  }

  /** Over whole numbers, such as those of epochs. */
  public static Across counted(String name, List<Integer> numbers) {
    return new Across(name, numbers.stream().map(Integer::doubleValue).toList(), Kind.COUNTED);
  }

  /** Over whole numbers above 0 that grow by factors. */
  public static Across factors(String name, List<Integer> numbers) {
    return new Across(name, numbers.stream().map(Integer::doubleValue).toList(), Kind.FACTORS);
  }

  /** Where a value lies, from 0 to 1 between the first and the last place; one alone, amidst. */
  double place(double value) {
    double first = scaled(places.get(0));
    double last = scaled(places.get(places.size() - 1));
    return first == last ? 0.5 : (scaled(value) - first) / (last - first);
  }

  private double scaled(double value) {
    return kind == Kind.FACTORS ? Math.log(value) : value;
  }

  /** What is written below, ascending. */
  List<Double> marks() {
    if (kind == Kind.MEASURED) {
      double last = places.get(places.size() - 1);
      return Ticks.even(places.get(0), last).marks().stream()
          .filter(mark -> mark >= places.get(0) && mark <= last)
          .toList();
    }
    List<Double> marks = new ArrayList<>();
    int step = Math.max(1, (int) Math.ceil(places.size() / (double) MOST_NUMBERS));
    for (int i = 0; i < places.size(); i += step) {
      marks.add(places.get(i));
    }
    return marks;
  }

  String shown(double value) {
    return kind == Kind.MEASURED ? Shown.number(value) : Shown.count(Math.round(value));
  }

  /** At the axis. */
  String tick(double mark) {
    return kind == Kind.MEASURED ? LineChart.Unit.NUMBER.tick(mark) : shown(mark);
  }
}
