package io.saccade.bench.report;

import io.saccade.bench.results.Measured;
import io.saccade.bench.results.Rates;
import io.saccade.bench.train.GateRow;
import io.saccade.bench.train.GateSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What the trainer is held to, and what it reaches. */
final class TrainingSection implements Section {

  @Override
  public String results() {
    return "train";
  }

  @Override
  public Part read(Path folder) throws IOException {
    Measured<GateRow> results = Measured.read(folder, results(), GateRow.class);
    List<GateSummary> summaries = GateSummary.of(results.rows());
    Markdown page =
        new Markdown("Training: the gates")
            .paragraph(
                """
                Each gate trains as `saccade train` does, once a seed; medians are over seeds. The
                test part is what nothing was chosen by. *shuffled* and *frozen* are negative
                controls: labels that say nothing must teach nothing, and what must not learn must
                not change. *parity* compares the exported file's scores with the trained network's.
                PyTorch trains by the same recipe from the same head on the same split, and is given
                tensors that are ready, where Saccade decodes its images anew every epoch.
                """);
    for (String gate : summaries.stream().map(each -> each.first().gate()).distinct().toList()) {
      List<GateSummary> figures =
          summaries.stream().filter(each -> each.first().gate().equals(gate)).toList();
      page.paragraph("**%s**: %s.".formatted(gate, figures.get(0).first().subject()));
      page.table(
          List.of("figure", "median", "least to most", "seeds", "must be", "verdict"),
          figures.stream().map(TrainingSection::cells).toList());
    }
    return page.source(results).part();
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
