package io.saccade.cli.reference;

import io.saccade.model.calibration.Family;
import io.saccade.processor.drift.AlarmRule;
import io.saccade.processor.drift.Scale;
import io.saccade.trainer.page.Across;
import io.saccade.trainer.page.Html;
import io.saccade.trainer.page.LineChart;
import io.saccade.trainer.page.LineChart.Line;
import io.saccade.trainer.page.LineChart.Unit;
import io.saccade.trainer.page.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** When windows alarm, by how many images they have. */
final class AlarmSection {

  private AlarmSection() {}

  static void put(Html page, AlarmTable alarms) {
    page.open("section").leaf("h2", "When a window alarms");
    page.leaf(
        "p",
        ("A false alarm is tolerable once in %s for each stream key (drift.false.alarm.every). From"
                + " that follows how small p must be, and from p and the number of images how large"
                + " a distance. An alarm also takes an effect of drift.min.effect, %.2f unless set.")
            .formatted(alarms.often(), AlarmRule.DEFAULT_EFFECT),
        "class",
        "how");
    if (alarms.isTooRare(alarms.sizes(), Scale.FIVE_MINUTES)) {
      page.leaf(
          "p",
          "Where a curve has a gap and the table a dash, too few windows were drawn to tell of one so"
              + " rare: no such window alarms by itself, but two of three do.",
          "class",
          "notice");
    }
    levels(page, alarms);
    page.open("div", "class", "charts");
    for (Family family : Family.values()) {
      thresholds(page, alarms, family);
    }
    effects(page, alarms);
    page.close();
    table(page, alarms);
    page.close();
  }

  static String titled(Family family) {
    return switch (family) {
      case LABELS -> "Labels: counts of predicted classes";
      case SOFTMAX -> "Softmax: how sure, class by class";
      case FEATURES -> "Features: what the model decides by";
      case IMAGE -> "Images: light, colours, sharpness, size";
    };
  }

  private static void levels(Html page, AlarmTable alarms) {
    page.open("div", "class", "scroll").open("table").open("tr").leaf("th", "windows of");
    page.leaf("th", "one alarms with p below", "class", "n");
    page.leaf("th", "two of three, each below", "class", "n").close();
    for (Scale scale : Scale.values()) {
      AlarmRule rule = alarms.rule(scale);
      page.open("tr").leaf("td", AlarmTable.spoken(scale));
      page.leaf("td", Shown.number(rule.single()), "class", "n");
      page.leaf("td", Shown.number(rule.pair()), "class", "n").close();
    }
    page.close().close();
  }

  private static void thresholds(Html page, AlarmTable alarms, Family family) {
    List<Line> lines = new ArrayList<>();
    lines.add(at(alarms, Scale.FIVE_MINUTES, "third", family));
    lines.add(at(alarms, Scale.HOUR, "second", family));
    lines.add(at(alarms, Scale.DAY, "first", family));
    lines.add(
        line(
            "half of all by chance",
            "training",
            alarms,
            size -> alarms.reference().nulls().distance(size, family, 0.5)));
    draw(page, titled(family), alarms, lines);
  }

  private static Line at(AlarmTable alarms, Scale scale, String style, Family family) {
    return line(
        "alarm in " + AlarmTable.spoken(scale),
        style,
        alarms,
        size -> alarms.distance(size, family, scale));
  }

  private static void effects(Html page, AlarmTable alarms) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        line(
            "softmax",
            "second",
            alarms,
            size -> alarms.effect(size, Family.SOFTMAX, Scale.FIVE_MINUTES)));
    lines.add(
        line(
            "images",
            "first",
            alarms,
            size -> alarms.effect(size, Family.IMAGE, Scale.FIVE_MINUTES)));
    lines.add(line("drift.min.effect", "limit", alarms, size -> AlarmRule.DEFAULT_EFFECT));
    draw(page, "Least effect that 5 minutes can alarm by", alarms, lines);
  }

  private static Line line(
      String name, String style, AlarmTable alarms, IntToDoubleFunction value) {
    List<Double> values =
        alarms.sizes().stream().mapToInt(size -> size).mapToDouble(value).boxed().toList();
    return new Line(name, style, values, "");
  }

  private static void draw(Html page, String title, AlarmTable alarms, List<Line> lines) {
    Across across = Across.factors("images in the window", alarms.sizes());
    new LineChart(title, across, lines, Unit.EVEN, List.of()).draw(page);
  }

  private static void table(Html page, AlarmTable alarms) {
    page.open("details").leaf("summary", "The distances that windows of 5 minutes alarm by");
    page.open("div", "class", "scroll").open("table").open("tr");
    for (String head : List.of("images", "labels", "softmax", "features", "image", "effect seen")) {
      page.leaf("th", head, "class", "n");
    }
    page.close();
    for (int size : alarms.sizes()) {
      page.open("tr").leaf("td", Shown.count(size), "class", "n");
      for (Family family : Family.values()) {
        double distance = alarms.distance(size, family, Scale.FIVE_MINUTES);
        page.leaf("td", Shown.number(distance), "class", "n");
      }
      double effect = alarms.leastEffect(size, Scale.FIVE_MINUTES);
      page.leaf("td", Shown.number(effect), "class", "n").close();
    }
    page.close().close().close();
  }
}
