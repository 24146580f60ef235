package io.saccade.bench.drift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;

/** Shows what was measured: a line a case for people, each seed by itself for programs. */
final class DriftTable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<DriftRow> rows;

  DriftTable(List<DriftRow> rows) {
    this.rows = List.copyOf(rows);
  }

  /** A block of lines for each table of each gate. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (CaseTable table : CaseTable.of(rows)) {
      text.append("%n%s%n".formatted(table.gate()));
      text.append(line(CaseTable.head(table.figures())));
      table.cases().forEach(one -> text.append(line(one.cells(table.figures()))));
    }
    return text.toString().stripTrailing();
  }

  private static String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      int width = i == 0 ? 9 : i == 1 ? 33 : i == 2 ? 7 : 12;
      String cell = cells.get(i);
      String shortened =
          i > 2 && i < cells.size() - 2 && cell.length() > width ? cell.substring(0, width) : cell;
      line.append(
          String.format(Locale.ROOT, i < 2 ? "%-" + width + "s " : "%" + width + "s ", shortened));
    }
    return "  " + line.toString().stripTrailing() + System.lineSeparator();
  }

  /** One JSON document a line. */
  String json() throws JsonProcessingException {
    StringBuilder lines = new StringBuilder();
    for (DriftRow row : rows) {
      lines.append(JSON.writeValueAsString(row)).append('\n');
    }
    return lines.toString().stripTrailing();
  }
}
