package io.saccade.bench.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.bench.results.Rates;
import java.util.List;
import java.util.Locale;

/** Shows figures: all seeds together for people, each by itself for programs. */
final class GateTable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<GateRow> rows;

  GateTable(List<GateRow> rows) {
    this.rows = List.copyOf(rows);
  }

  /** A block of lines for each gate. */
  String text() {
    StringBuilder table = new StringBuilder();
    String gate = "";
    for (GateSummary summary : GateSummary.of(rows)) {
      GateRow first = summary.first();
      if (!first.gate().equals(gate)) {
        gate = first.gate();
        table.append("%n%s: %s%n".formatted(gate, first.subject()));
      }
      table.append(
          String.format(
              Locale.ROOT,
              "  %-52s %12s %20s  %-14s %s%n",
              first.figure(),
              summary.isSkipped() ? "-" : GateSummary.number(summary.values().median()),
              spread(summary),
              summary.limit(),
              summary.verdict()));
    }
    return table.toString().stripTrailing();
  }

  private static String spread(GateSummary summary) {
    if (summary.isSkipped() || summary.rows().size() < 2) {
      return "";
    }
    Rates values = summary.values();
    return GateSummary.number(values.least()) + " to " + GateSummary.number(values.most());
  }

  /** One JSON document a line. */
  String json() throws JsonProcessingException {
    StringBuilder lines = new StringBuilder();
    for (GateRow row : rows) {
      lines.append(JSON.writeValueAsString(row)).append('\n');
    }
    return lines.toString().stripTrailing();
  }
}
