package io.saccade.bench.report;

import java.util.List;

/**
 * What a plot shows.
 *
 * @param name of its file, without the ending
 * @param title above it
 * @param x what the categories are
 * @param y what the values are
 * @param kind how it is drawn
 * @param categories along the x axis
 * @param series at least one
 */
record Plot(
    String name,
    String title,
    String x,
    String y,
    Kind kind,
    List<String> categories,
    List<Series> series) {

  /** The series that the others are held against; drawn so that it recedes. */
  static final String BARE_LOOP = "bare loop";

  /** How values are drawn. */
  enum Kind {
    LINES,
    /** Lines over a logarithmic axis, for what grows by factors. */
    LOGARITHMIC_LINES,
    BARS
  }

  /**
   * One colour.
   *
   * @param name in the legend
   * @param values one for each category
   */
  record Series(String name, List<Double> values) {

    Series {
      values = List.copyOf(values);
    }
  }

  Plot {
    categories = List.copyOf(categories);
    series = List.copyOf(series);
    for (Series each : series) {
      if (each.values().size() != categories.size()) {
        throw new IllegalArgumentException(
            "series %s must have %d values, but has %d"
                .formatted(each.name(), categories.size(), each.values().size()));
      }
    }
  }

  /** The name of its file. */
  String file() {
    return name + ".svg";
  }
}
