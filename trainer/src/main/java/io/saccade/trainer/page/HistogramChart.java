package io.saccade.trainer.page;

import java.util.List;
import java.util.Locale;

/**
 * How often values are in each of many equal steps.
 *
 * @param title what the values are
 * @param note what is said about them in a line
 * @param from where the first step begins
 * @param to where the last one ends, more than {@code from}
 * @param middle a value between them that is marked
 * @param shares the share of each step
 */
public record HistogramChart(
    String title, String note, double from, double to, double middle, List<Double> shares) {

  private static final int WIDTH = 380;
  private static final int HEIGHT = 150;
  private static final double LEFT = 14;
  private static final double RIGHT = WIDTH - 14;
  private static final double TOP = 8;
  private static final double BOTTOM = HEIGHT - 26;

  /** Numbers that stand nearer to each other would touch. */
  private static final double APART = 90;

  /** Copies the shares. */
  public HistogramChart {
    shares = List.copyOf(shares);
  }

  /** Draws the chart. */
  public void draw(Html page) {
    page.open("figure", "class", "chart").leaf("figcaption", title);
    page.open("p", "class", "legend").leaf("span", note).close();
    page.open("svg", "viewBox", "0 0 %d %d".formatted(WIDTH, HEIGHT), "role", "img");
    page.leaf("title", title + ": " + note);
    double most = shares.stream().mapToDouble(share -> share).max().orElse(0);
    for (int step = 0; step < shares.size() && most > 0; step++) {
      bar(page, step, most);
    }
    String x = place(x(middle));
    page.single(
        "line", "class", "mark best", "x1", x, "x2", x, "y1", place(TOP), "y2", place(BOTTOM));
    page.single(
        "line",
        "class",
        "grid",
        "x1",
        place(LEFT),
        "x2",
        place(RIGHT),
        "y1",
        place(BOTTOM),
        "y2",
        place(BOTTOM));
    below(page);
    page.close().close();
  }

  private void bar(Html page, int step, double most) {
    double width = (RIGHT - LEFT) / shares.size();
    double height = (BOTTOM - TOP) * shares.get(step) / most;
    double start = from + (to - from) * step / shares.size();
    double end = from + (to - from) * (step + 1) / shares.size();
    page.open(
        "rect",
        "class",
        "bar",
        "x",
        place(LEFT + step * width + 0.5),
        "y",
        place(BOTTOM - height),
        "width",
        place(width - 1),
        "height",
        place(height));
    page.leaf(
        "title",
        "%s to %s: %s"
            .formatted(Shown.number(start), Shown.number(end), Shown.percent(shares.get(step))));
    page.close();
  }

  /** The ends, and the middle where there is room. */
  private void below(Html page) {
    text(page, LEFT, "start", from);
    text(page, RIGHT, "end", to);
    double x = x(middle);
    if (x - LEFT > APART && RIGHT - x > APART) {
      text(page, x, "middle", middle);
    }
  }

  private static void text(Html page, double x, String anchor, double value) {
    page.leaf(
        "text", Shown.number(value), "x", place(x), "y", place(BOTTOM + 18), "text-anchor", anchor);
  }

  private double x(double value) {
    return LEFT + (RIGHT - LEFT) * (value - from) / (to - from);
  }

  private static String place(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
