package io.saccade.bench.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Shows the grid of one model. */
final class GridTable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<GridRow> rows;
  private final GridRow best;

  /** Of one row at least. */
  GridTable(List<GridRow> rows) {
    this.rows = rows;
    this.best = rows.stream().max(Comparator.comparingDouble(GridRow::rate)).orElseThrow();
  }

  /** A table for people, with the best point marked. */
  String text(String what, int cores) {
    StringBuilder table = new StringBuilder();
    table.append("%n%s, %s, %d cores%n%n".formatted(best.model(), what, cores));
    table.append(
        "%5s %8s %6s %10s %20s %8s%n"
            .formatted("lanes", "threads", "batch", "images/s", "least to most", "of best"));
    for (GridRow row : rows) {
      table.append(
          String.format(
              Locale.ROOT,
              "%5d %8d %6d %10.1f %20s %8.2f%s%n",
              row.lanes(),
              row.threads(),
              row.batch(),
              row.rate(),
              String.format(Locale.ROOT, "%.1f to %.1f", row.least(), row.most()),
              row.rate() / best.rate(),
              row.equals(best) ? "  <- best" : ""));
    }
    return table.toString().stripTrailing();
  }

  /** One JSON document a line for programs. */
  String json() throws JsonProcessingException {
    StringBuilder lines = new StringBuilder();
    for (GridRow row : rows) {
      lines.append(JSON.writeValueAsString(row)).append('\n');
    }
    return lines.toString().stripTrailing();
  }
}
