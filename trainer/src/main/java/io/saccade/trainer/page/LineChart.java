package io.saccade.trainer.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.OptionalInt;

/**
 * Curves over epochs. Values that are not finite leave a gap.
 *
 * @param title what is drawn
 * @param epochs the numbers of the epochs, ascending
 * @param lines what is drawn over them
 * @param unit how values are written
 * @param best the epoch to be marked as the best
 */
public record LineChart(
    String title, List<Integer> epochs, List<Line> lines, Unit unit, OptionalInt best) {

  /** How values are written. */
  public enum Unit {
    PERCENT,
    NUMBER;

    private static final int DIGITS = 6;
    private static final int MOST_DECIMALS = 6;

    String shown(double value) {
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
   * @param style the class that gives its colour: {@code training}, {@code validation} or {@code
   *     rate}
   * @param values one an epoch
   */
  public record Line(String name, String style, List<Double> values) {

    /** Copies the values. */
    public Line {
      values = List.copyOf(values);
    }

    boolean isDrawn() {
      return values.stream().anyMatch(Double::isFinite);
    }
  }

  /** Checks that every line has a value for each epoch. */
  public LineChart {
    epochs = List.copyOf(epochs);
    lines = List.copyOf(lines);
    for (Line line : lines) {
      if (line.values().size() != epochs.size()) {
        throw new IllegalArgumentException(
            "%s must have %d values, but has %d"
                .formatted(line.name(), epochs.size(), line.values().size()));
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

  private void key(Html page, Line line) {
    page.open("span").open("i", "class", "key " + line.style()).close();
    page.text(line.name() + " ").leaf("b", unit.shown(settled(line))).close();
  }

  /** The value at the best epoch, or the last one. */
  private double settled(Line line) {
    int at = best.isPresent() ? epochs.indexOf(best.getAsInt()) : -1;
    if (at >= 0 && Double.isFinite(line.values().get(at))) {
      return line.values().get(at);
    }
    return line.values().stream().filter(Double::isFinite).reduce(Double.NaN, (a, b) -> b);
  }
}
