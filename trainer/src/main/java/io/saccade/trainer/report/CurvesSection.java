package io.saccade.trainer.report;

import io.saccade.trainer.page.Html;
import io.saccade.trainer.page.LineChart;
import io.saccade.trainer.page.LineChart.Line;
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
            line(TRAINING, phase, EpochPoint::accuracy),
            line(VALIDATION, phase, EpochPoint::validationAccuracy)));
  }

  private static LineChart loss(Phase phase) {
    return chart(
        "Loss",
        phase,
        Unit.NUMBER,
        List.of(
            line(TRAINING, phase, EpochPoint::loss),
            line(VALIDATION, phase, EpochPoint::validationLoss)));
  }

  private static LineChart rate(Phase phase) {
    return chart(
        "Learning rate", phase, Unit.NUMBER, List.of(line("rate", phase, EpochPoint::rate)));
  }

  private static LineChart chart(String title, Phase phase, Unit unit, List<Line> lines) {
    List<Integer> numbers = phase.epochs().stream().map(EpochPoint::number).toList();
    return new LineChart(title, numbers, lines, unit, phase.best());
  }

  private static Line line(String name, Phase phase, ToDoubleFunction<EpochPoint> value) {
    return new Line(name, name, phase.epochs().stream().mapToDouble(value).boxed().toList());
  }
}
