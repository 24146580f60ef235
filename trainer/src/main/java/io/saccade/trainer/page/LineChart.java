package io.saccade.trainer.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * Curves. Values that are not finite leave a gap.
 *
 * @param title what is drawn
 * @param across what the curves are drawn over
 * @param lines what is drawn
 * @param unit how values are written
 * @param marks places that are marked
 */
public record LineChart(
    String title, Across across, List<Line> lines, Unit unit, List<Mark> marks) {

  /** How values are written. */
  public enum Unit {
    PERCENT,
    /** Of numbers above 0 that are far apart, their logarithms are drawn. */
    NUMBER,
    /** Numbers as they are, however far apart. */
    EVEN;

    private static final int DIGITS = 6;
    private static final int MOST_DECIMALS = 6;

    /** As it is written in a text. */
    public String shown(double value) {
      return this == PERCENT ? Shown.percent(value) : Shown.number(value);
    }

    /** At an axis, where the number is round: no digits that it does not need. */
    String tick(double value) {
      BigDecimal shown =
          BigDecimal.valueOf(this == PERCENT ? 100 * value : value)
              .round(new MathContext(DIGITS))
              .stripTrailingZeros();
      boolean plain = shown.signum() == 0 || shown.scale() < MOST_DECIMALS;
      return (plain ? shown.toPlainString() : shown.toString()) + (this == PERCENT ? " %" : "");
    }
  }

  /**
   * One curve.
   *
   * @param name what it is called
   * @param style the class that gives its colour, of those that {@code page.css} has
   * @param values one a place
   * @param figure what is written behind its name; nothing if empty
   */
  public record Line(String name, String style, List<Double> values, String figure) {

    /** Copies the values. */
    public Line {
      values = List.copyOf(values);
    }

    boolean isDrawn() {
      return values.stream().anyMatch(Double::isFinite);
    }
  }

  /**
   * A place across that is marked from top to bottom.
   *
   * @param at where
   * @param style the class that gives its colour
   * @param words what is written above; nothing if empty
   */
  public record Mark(double at, String style, String words) {}

  /** Checks that every line has a value for each place. */
  public LineChart {
    lines = List.copyOf(lines);
    marks = List.copyOf(marks);
    for (Line line : lines) {
      if (line.values().size() != across.places().size()) {
        throw new IllegalArgumentException(
            "%s must have %d values, but has %d"
                .formatted(line.name(), across.places().size(), line.values().size()));
      }
    }
  }

  /** Draws the chart; nothing where no value is finite. */
  public void draw(Html page) {
    List<Line> drawn = lines.stream().filter(Line::isDrawn).toList();
    if (drawn.isEmpty()) {
      return;
    }
    page.open("figure", "class", "chart").leaf("figcaption", title);
    page.open("p", "class", "legend");
    drawn.forEach(line -> key(page, line));
    page.close();
    new LineDrawing(this, drawn).draw(page);
    page.close();
  }

  private static void key(Html page, Line line) {
    page.open("span").open("i", "class", "key " + line.style()).close();
    page.text(line.name() + " ");
    if (!line.figure().isEmpty()) {
      page.leaf("b", line.figure());
    }
    page.close();
  }
}
