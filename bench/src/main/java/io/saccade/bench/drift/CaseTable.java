package io.saccade.bench.drift;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cases of one gate that have the same figures.
 *
 * @param gate that they belong to
 * @param figures their names, in order
 * @param cases in the order in which they were measured
 */
public record CaseTable(String gate, List<String> figures, List<CaseSummary> cases) {

  /** Copies the lists. */
  public CaseTable {
    figures = List.copyOf(figures);
    cases = List.copyOf(cases);
  }

  /** The tables of rows; what was skipped is in a table without figures. */
  public static List<CaseTable> of(List<DriftRow> rows) {
    Map<List<String>, List<CaseSummary>> tables = new LinkedHashMap<>();
    for (CaseSummary summary : CaseSummary.of(rows)) {
      List<String> key = new ArrayList<>(List.of(summary.first().gate()));
      key.addAll(summary.first().figures().keySet());
      tables.computeIfAbsent(key, figures -> new ArrayList<>()).add(summary);
    }
    List<CaseTable> all = new ArrayList<>();
    tables.forEach(
        (key, cases) -> all.add(new CaseTable(key.get(0), key.subList(1, key.size()), cases)));
    return all;
  }

  /** What stands above the cells of {@link CaseSummary#cells}. */
  public static List<String> head(List<String> figures) {
    List<String> head = new ArrayList<>(List.of("data", "after", "images"));
    head.addAll(figures);
    head.addAll(List.of("must be", "verdict"));
    return head;
  }
}
