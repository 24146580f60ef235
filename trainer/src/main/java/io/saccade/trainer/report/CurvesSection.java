package io.saccade.trainer.report;

import io.saccade.trainer.page.Across;
import io.saccade.trainer.page.Html;
import io.saccade.trainer.page.LineChart;
import io.saccade.trainer.page.LineChart.Line;
import io.saccade.trainer.page.LineChart.Mark;
import io.saccade.trainer.page.LineChart.Unit;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The curves of training against validation, phase by phase. */
final class CurvesSection {

  private static final String TRAINING = "training";
  private static final String VALIDATION = "validation";

  private CurvesSection() {}

  static void put(Html page, ReportData data) {
    List<Phase> phases = data.phases().stream().filter(phase -> !phase.epochs().isEmpty()).toList();
    if (phases.isEmpty()) {
      return;
    }
    page.open("section").leaf("h2", "Training against validation");
    page.leaf("p", advice(phases), "class", "how");
    for (Phase phase : phases) {
      page.leaf("h3", phase.name()).open("div", "class", "charts");
      accuracy(phase).draw(page);
      loss(phase).draw(page);
      rate(phase).draw(page);
      page.close();
    }
    page.close();
  }

  private static String advice(List<Phase> phases) {
    boolean validated =
        phases.stream()
            .flatMap(phase -> phase.epochs().stream())
            .anyMatch(epoch -> Double.isFinite(epoch.validationLoss()));
    return validated
        ? "Where validation stops improving while training goes on, the network learns its images"
            + " by heart: more images, or more augmentation, help. Training is measured on varied"
            + " images as it goes, so it may well lie below validation."
        : "There was no validation part, so nothing here tells how the network does on images that"
            + " it has not seen. Set one aside with --val-split.";
  }

  private static LineChart accuracy(Phase phase) {
    return chart(
        "Images that are right",
        phase,
        Unit.PERCENT,
        List.of(
            line(TRAINING, phase, Unit.PERCENT, EpochPoint::accuracy),
            line(VALIDATION, phase, Unit.PERCENT, EpochPoint::validationAccuracy)));
  }

  private static LineChart loss(Phase phase) {
    return chart(
        "Loss",
        phase,
        Unit.NUMBER,
        List.of(
            line(TRAINING, phase, Unit.NUMBER, EpochPoint::loss),
            line(VALIDATION, phase, Unit.NUMBER, EpochPoint::validationLoss)));
  }

  private static LineChart rate(Phase phase) {
    return chart(
        "Learning rate",
        phase,
        Unit.NUMBER,
        List.of(line("rate", phase, Unit.NUMBER, EpochPoint::rate)));
  }

  private static LineChart chart(String title, Phase phase, Unit unit, List<Line> lines) {
    List<Integer> numbers = phase.epochs().stream().map(EpochPoint::number).toList();
    List<Mark> best =
        phase.best().stream()
            .filter(numbers::contains)
            .mapToObj(epoch -> new Mark(epoch, "best", "best"))
            .toList();
    return new LineChart(title, Across.counted("epoch", numbers), lines, unit, best);
  }

  private static Line line(
      String name, Phase phase, Unit unit, ToDoubleFunction<EpochPoint> value) {
    List<Double> values = phase.epochs().stream().mapToDouble(value).boxed().toList();
    return new Line(name, name, values, unit.shown(settled(phase, value)));
  }

  /** The value at the best epoch, or the last one. */
  private static double settled(Phase phase, ToDoubleFunction<EpochPoint> value) {
    return phase.epochs().stream()
        .filter(epoch -> phase.best().isPresent() && epoch.number() == phase.best().getAsInt())
        .mapToDouble(value)
        .filter(Double::isFinite)
        .findFirst()
        .orElseGet(
            () ->
                phase.epochs().stream()
                    .mapToDouble(value)
                    .filter(Double::isFinite)
                    .reduce(Double.NaN, (before, last) -> last));
  }
}
