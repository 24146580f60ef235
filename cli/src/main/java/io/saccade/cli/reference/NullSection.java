package io.saccade.cli.reference;

import io.saccade.model.calibration.Family;
import io.saccade.model.calibration.NullTables;
import io.saccade.processor.drift.Scale;
import io.saccade.trainer.page.Across;
import io.saccade.trainer.page.Html;
import io.saccade.trainer.page.LineChart;
import io.saccade.trainer.page.LineChart.Line;
import io.saccade.trainer.page.LineChart.Mark;
import io.saccade.trainer.page.LineChart.Unit;
import io.saccade.trainer.page.Shown;
import java.util.ArrayList;
import java.util.List;

/** How far windows are from the reference by chance. */
final class NullSection {

  private static final List<String> STYLES = List.of("first", "second", "third");
  private static final int STEPS = 44;

  /** Nearly all windows reach so far. */
  private static final double LEFTMOST = 0.999;

  /** So much of the plot stands free behind the last alarm. */
  private static final double FREE = 0.03;

  private NullSection() {}

  static void put(Html page, AlarmTable alarms) {
    NullTables nulls = alarms.reference().nulls();
    page.open("section").leaf("h2", "How far windows are by chance");
    page.leaf(
        "p",
        ("%s windows of each size were drawn from the reference itself and compared with its rest:"
                + " this is what distances come to where nothing has changed. The dashed lines are"
                + " where a window of 5 minutes with so many images alarms by this distance alone.")
            .formatted(Shown.count(nulls.draws())),
        "class",
        "how");
    page.open("div", "class", "charts");
    for (Family family : Family.values()) {
      chart(page, alarms, family);
    }
    page.close().close();
  }

  private static void chart(Html page, AlarmTable alarms, Family family) {
    NullTables nulls = alarms.reference().nulls();
    List<Integer> sizes = alarms.some(STYLES.size());
    double from = Double.POSITIVE_INFINITY;
    double to = Double.NEGATIVE_INFINITY;
    for (int size : sizes) {
      from = Math.min(from, nulls.distance(size, family, LEFTMOST));
      double alarm = alarms.distance(size, family, Scale.FIVE_MINUTES);
      double drawn = nulls.distance(size, family, 1.0 / nulls.draws());
      to = Math.max(to, Double.isFinite(alarm) ? alarm : drawn);
    }
    double step = (to - from) * (1 + FREE) / STEPS;
    if (!(step > 0)) {
      page.open("figure").leaf("figcaption", AlarmSection.titled(family));
      page.leaf("p", "Every window drawn is at " + Shown.number(from) + ".", "class", "how");
      page.close();
      return;
    }
    List<Double> places = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      places.add(from + (i + 0.5) * step);
    }
    List<Line> lines = new ArrayList<>();
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      int size = sizes.get(i);
      double alarm = alarms.distance(size, family, Scale.FIVE_MINUTES);
      List<Double> shares =
          places.stream()
              .map(at -> reached(nulls, size, family, at - step / 2, at + step / 2))
              .toList();
      String name = Shown.many(size, "image") + ", alarm at";
      lines.add(new Line(name, STYLES.get(i), shares, Shown.number(alarm)));
      if (Double.isFinite(alarm)) {
        marks.add(new Mark(alarm, STYLES.get(i), ""));
      }
    }
    Across across = new Across("distance", places, Across.Kind.MEASURED);
    new LineChart(AlarmSection.titled(family), across, lines, Unit.PERCENT, marks).draw(page);
  }

  /** The share of unchanged windows between two distances. */
  private static double reached(NullTables nulls, int size, Family family, double from, double to) {
    return nulls.reaching(size, family, from) - nulls.reaching(size, family, to);
  }
}
