package io.saccade.bench.report;

import io.saccade.bench.results.Measured;
import io.saccade.bench.results.Rates;
import io.saccade.bench.train.GateRow;
import io.saccade.bench.train.GateSummary;
import io.saccade.bench.train.TrainCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One gate that the trainer is held to, and what it reaches. */
final class TrainingSection implements Section {

  private final String gate;
  private final String text;

  private TrainingSection(String gate, String text) {
    this.gate = gate;
    this.text = text;
  }

  /** The sections of all gates. */
  static List<Section> all() {
    return List.of(
        new TrainingSection(
            "mnist",
            """
            From scratch, as `saccade train` does, once a seed; medians are over seeds. The test
            part is what nothing was chosen by. *parity* compares the exported file's scores with
            the trained network's.
            """),
        new TrainingSection("cifar", "A pretrained network under a new head."),
        new TrainingSection("signs-v1", "A pretrained network on images unlike those it knows."),
        new TrainingSection("signs-v2", "The same with a larger network."),
        new TrainingSection(
            "shuffled", "A negative control: labels that say nothing must teach nothing."),
        new TrainingSection(
            "frozen", "A negative control: what must not learn must not change by one byte."),
        new TrainingSection(
            "repeat",
            "Equal settings give equal bytes, also after a kill, and another seed others."),
        new TrainingSection("memory", "Memory must not grow with the number of steps."),
        new TrainingSection(
            "pytorch",
            """
            PyTorch trains by the same recipe from the same head on the same split, in turns with
            Saccade. It is given tensors that are ready, where Saccade decodes its images anew every
            epoch.
            """));
  }

  @Override
  public String results() {
    return TrainCommand.RESULTS + gate;
  }

  @Override
  public Part read(Path folder) throws IOException {
    Measured<GateRow> results = Measured.read(folder, results(), GateRow.class);
    List<GateSummary> figures = GateSummary.of(results.rows());
    return new Markdown("Training: " + gate)
        .paragraph("**%s.** %s".formatted(figures.get(0).first().subject(), text))
        .table(
            List.of("figure", "median", "least to most", "seeds", "must be", "verdict"),
            figures.stream().map(TrainingSection::cells).toList())
        .source(results)
        .part();
  }

  private static List<String> cells(GateSummary summary) {
    if (summary.isSkipped()) {
      return List.of(summary.first().figure(), "", "", "", "", summary.verdict());
    }
    Rates values = summary.values();
    return List.of(
        summary.first().figure(),
        GateSummary.number(values.median()),
        GateSummary.number(values.least()) + " to " + GateSummary.number(values.most()),
        String.valueOf(summary.rows().size()),
        summary.limit(),
        summary.verdict());
  }
}
