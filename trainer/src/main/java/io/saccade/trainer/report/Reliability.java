package io.saccade.trainer.report;

import io.saccade.trainer.page.Html;
import io.saccade.trainer.page.Shown;
import java.util.List;
import java.util.Locale;

/**
 * A reliability diagram: how right the classifier is over how sure it is, after DeGroot and
 * Fienberg, The Comparison and Evaluation of Forecasters, 1983.
 *
 * @param title what is drawn
 * @param style the class that gives its colour
 * @param bins from not sure to sure
 */
record Reliability(String title, String style, List<CalibrationBin> bins) {

  private static final int WIDTH = 380;
  private static final int HEIGHT = 290;
  private static final double LEFT = 56;
  private static final double RIGHT = WIDTH - 14;
  private static final double TOP = 12;
  private static final double BOTTOM = HEIGHT - 44;
  private static final int LEVELS = 4;
  private static final double LARGEST = 12;
  private static final double SMALLEST = 2.5;

  void draw(Html page, double error) {
    page.open("figure", "class", "chart").leaf("figcaption", title);
    page.open("p", "class", "legend").open("span").text("error ");
    page.leaf("b", Shown.percent(error)).close().close();
    page.open("svg", "viewBox", "0 0 %d %d".formatted(WIDTH, HEIGHT), "role", "img");
    page.leaf("title", title + ": accuracy over confidence");
    for (int level = 0; level <= LEVELS; level++) {
      level(page, level / (double) LEVELS);
    }
    line(page, "ideal", point(0, 0), point(1, 1));
    int most = bins.stream().mapToInt(CalibrationBin::count).max().orElse(1);
    bins.stream().filter(bin -> bin.count() > 0).forEach(bin -> dot(page, bin, most));
    text(page, (LEFT + RIGHT) / 2, HEIGHT - 4, "middle", "confidence");
    page.close().close();
  }

  private void level(Html page, double share) {
    line(page, "grid", point(0, share), point(1, share));
    String percent = Math.round(share * 100) + " %";
    text(page, LEFT - 6, y(share) + 4, "end", percent);
    text(page, x(share), BOTTOM + 18, "middle", percent);
  }

  private void dot(Html page, CalibrationBin bin, int most) {
    double radius = SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(bin.count() / (double) most);
    double sure = bin.confidence();
    line(page, "gap " + style, point(sure, sure), point(sure, bin.accuracy()));
    page.open(
        "circle",
        "class",
        "bubble " + style,
        "cx",
        place(x(sure)),
        "cy",
        place(y(bin.accuracy())),
        "r",
        place(radius));
    page.leaf(
        "title",
        "%s, %s sure, %s right"
            .formatted(
                Shown.many(bin.count(), "image"),
                Shown.percent(bin.confidence()),
                Shown.percent(bin.accuracy())));
    page.close();
  }

  private static void line(Html page, String style, String from, String to) {
    page.open("path", "class", style, "d", "M" + from + "L" + to).close();
  }

  /** A place in the drawing, of shares from 0 to 1. */
  private static String point(double confidence, double accuracy) {
    return place(x(confidence)) + " " + place(y(accuracy));
  }

  private static void text(Html page, double x, double y, String anchor, String words) {
    page.leaf("text", words, "x", place(x), "y", place(y), "text-anchor", anchor);
  }

  private static double x(double share) {
    return LEFT + (RIGHT - LEFT) * share;
  }

  private static double y(double share) {
    return BOTTOM - (BOTTOM - TOP) * share;
  }

  private static String place(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
