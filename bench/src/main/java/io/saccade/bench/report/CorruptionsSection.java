package io.saccade.bench.report;

import io.saccade.bench.drift.CaseSummary;
import io.saccade.bench.drift.DriftCommand;
import io.saccade.bench.drift.DriftRow;
import io.saccade.bench.results.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What corruptions cost the model, and whether they are found: a line for each, with severities.
 */
final class CorruptionsSection implements Section {

  private static final String TEXT =
      """
      Ten corruptions of Hendrycks and Dietterich (2019) at their five severities. In each cell the
      points of accuracy that are lost, and the share of windows that alarm at a level of 0.05. Wherever
      5 points or more are lost, at least 0.95 of the windows must be found; a cell that fails is bold.
      """;

  @Override
  public String results() {
    return DriftCommand.RESULTS + "corruptions";
  }

  @Override
  public Part read(Path folder) throws IOException {
    Measured<DriftRow> results = Measured.read(folder, results(), DriftRow.class);
    Map<List<String>, List<String>> lines = new LinkedHashMap<>();
    int severities = 0;
    for (CaseSummary summary : CaseSummary.of(results.rows())) {
      DriftRow row = summary.first();
      String name = row.given().replaceFirst(" \\d$", "");
      List<String> line =
          lines.computeIfAbsent(
              List.of(row.data(), name),
              key -> new ArrayList<>(List.of(row.data(), name, "%,d".formatted(row.images()))));
      line.add(cell(summary));
      severities = Math.max(severities, line.size() - 3);
    }
    List<String> head = new ArrayList<>(List.of("data", "corruption", "images"));
    for (int severity = 1; severity <= severities; severity++) {
      head.add(String.valueOf(severity));
    }
    for (List<String> line : lines.values()) {
      while (line.size() < head.size()) {
        line.add("");
      }
    }
    return new Markdown("Drift: corruptions")
        .paragraph(TEXT)
        .table(head, List.copyOf(lines.values()))
        .source(results)
        .part();
  }

  private static String cell(CaseSummary summary) {
    if (summary.first().figures().isEmpty()) {
      return summary.verdict();
    }
    String cell =
        "%s: %s"
            .formatted(
                Markdown.number(summary.median("points lost"), 1),
                Markdown.number(summary.median("found"), 2));
    return summary.passes() ? cell : "**%s**".formatted(cell);
  }
}
