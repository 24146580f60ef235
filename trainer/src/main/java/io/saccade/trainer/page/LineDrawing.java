package io.saccade.trainer.page;

import io.saccade.trainer.page.LineChart.Line;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Draws a chart of lines as SVG, which takes its colours and its size from the page. */
final class LineDrawing {

  private static final int WIDTH = 380;
  private static final int HEIGHT = 232;
  private static final double LEFT = 56;
  private static final double RIGHT = WIDTH - 14;
  private static final double TOP = 20;
  private static final double BOTTOM = HEIGHT - 40;

  /** The first and the last value stand so far from the edges, that dots have room. */
  private static final double ROOM = 8;

  /** With more values than this, dots would run into each other. */
  private static final int MOST_DOTS = 40;

  private final LineChart chart;
  private final List<Line> lines;
  private final Ticks ticks;

  LineDrawing(LineChart chart, List<Line> lines) {
    this.chart = chart;
    this.lines = lines;
    this.ticks = ticks();
  }

  private Ticks ticks() {
    double least = finite().min().orElse(0);
    double most = finite().max().orElse(1);
    return chart.unit() == LineChart.Unit.NUMBER
        ? Ticks.around(least, most)
        : Ticks.even(least, most);
  }

  private DoubleStream finite() {
    return lines.stream()
        .flatMap(line -> line.values().stream())
        .mapToDouble(Double::doubleValue)
        .filter(Double::isFinite);
  }

  void draw(Html page) {
    page.open("svg", "viewBox", "0 0 %d %d".formatted(WIDTH, HEIGHT), "role", "img");
    page.leaf("title", chart.title() + " by " + chart.across().name());
    ticks.marks().forEach(mark -> level(page, mark));
    numbers(page);
    chart.marks().forEach(mark -> mark(page, mark, x(mark.at())));
    lines.forEach(line -> curve(page, line));
    page.close();
  }

  private void level(Html page, double mark) {
    String y = place(y(mark));
    page.open("line", "class", "grid", "x1", place(LEFT), "x2", place(RIGHT), "y1", y, "y2", y);
    page.close();
    text(page, LEFT - 6, y(mark) + 4, "end", chart.unit().tick(mark));
  }

  private void numbers(Html page) {
    Across across = chart.across();
    across.marks().forEach(mark -> text(page, x(mark), BOTTOM + 18, "middle", across.tick(mark)));
    text(page, (LEFT + RIGHT) / 2, HEIGHT - 4, "middle", across.name());
  }

  private static void mark(Html page, LineChart.Mark mark, double x) {
    page.open(
        "line",
        "class",
        "mark " + mark.style(),
        "x1",
        place(x),
        "x2",
        place(x),
        "y1",
        place(TOP - 4),
        "y2",
        place(BOTTOM));
    page.close();
    if (!mark.words().isEmpty()) {
      String anchor = x > RIGHT - 30 ? "end" : x < LEFT + 30 ? "start" : "middle";
      text(page, x, TOP - 6, anchor, mark.words());
    }
  }

  private void curve(Html page, Line line) {
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < line.values().size(); i++) {
      double value = line.values().get(i);
      boolean drawn = Double.isFinite(value);
      if (drawn) {
        path.append(pen ? 'L' : 'M').append(place(x(at(i)))).append(' ').append(place(y(value)));
      }
      pen = drawn;
    }
    page.open("path", "class", "curve " + line.style(), "d", path.toString()).close();
    boolean dots = line.values().size() <= MOST_DOTS;
    for (int i = 0; i < line.values().size(); i++) {
      double value = line.values().get(i);
      if (dots && Double.isFinite(value)) {
        dot(page, line, i);
      }
    }
  }

  private void dot(Html page, Line line, int i) {
    double value = line.values().get(i);
    page.open(
        "circle",
        "class",
        "dot " + line.style(),
        "cx",
        place(x(at(i))),
        "cy",
        place(y(value)),
        "r",
        "3");
    page.leaf(
        "title",
        "%s %s: %s %s"
            .formatted(
                chart.across().name(),
                chart.across().shown(at(i)),
                line.name(),
                chart.unit().shown(value)));
    page.close();
  }

  private double at(int i) {
    return chart.across().places().get(i);
  }

  private double x(double value) {
    return LEFT + ROOM + (RIGHT - LEFT - 2 * ROOM) * chart.across().place(value);
  }

  private double y(double value) {
    return BOTTOM - (BOTTOM - TOP) * ticks.place(value);
  }

  private static void text(Html page, double x, double y, String anchor, String words) {
    page.leaf("text", words, "x", place(x), "y", place(y), "text-anchor", anchor);
  }

  private static String place(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
