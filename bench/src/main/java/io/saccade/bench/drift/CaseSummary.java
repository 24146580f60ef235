package io.saccade.bench.drift;

import io.saccade.bench.results.Rates;
import io.saccade.bench.train.GateRow.Bound;
import io.saccade.bench.train.GateSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One case over all seeds.
 *
 * @param rows of the same case, one a seed, at least one
 */
public record CaseSummary(List<DriftRow> rows) {

  /** Copies the rows. */
  public CaseSummary {
    rows = List.copyOf(rows);
  }

  /** The summaries of rows, in the order in which their cases come first. */
  public static List<CaseSummary> of(List<DriftRow> rows) {
    Map<List<Object>, List<DriftRow>> cases = new LinkedHashMap<>();
    for (DriftRow row : rows) {
      List<Object> key = List.of(row.gate(), row.data(), row.given(), row.images());
      cases.computeIfAbsent(key, of -> new ArrayList<>()).add(row);
    }
    return cases.values().stream().map(CaseSummary::new).toList();
  }

  /** The first of the rows. */
  public DriftRow first() {
    return rows.get(0);
  }

  /** The median of a figure over the seeds; no number where no seed has it. */
  public double median(String figure) {
    List<Double> values =
        rows.stream()
            .flatMap(row -> row.figures().entrySet().stream())
            .filter(entry -> entry.getKey().equals(figure))
            .map(Map.Entry::getValue)
            .toList();
    return values.isEmpty() ? Double.NaN : new Rates(values).median();
  }

  /** Whether all seeds pass. */
  public boolean passes() {
    return rows.stream().allMatch(DriftRow::passes);
  }

  /** Pass or fail, or why it was skipped; empty where nothing is held. */
  public String verdict() {
    long held = rows.stream().filter(CaseSummary::isHeld).count();
    long failed = rows.stream().filter(row -> !row.passes()).count();
    if (first().bound() == Bound.SKIPPED) {
      return "skipped: " + first().note();
    }
    if (held == 0) {
      return "";
    }
    return failed == 0
        ? "pass"
        : rows.size() == 1 ? "FAIL" : "FAIL, %d of %d".formatted(failed, held);
  }

  /** What it is held to: {@code Saccade at least 0.913}. Empty where it is to nothing. */
  public String limit() {
    return rows.stream()
        .filter(CaseSummary::isHeld)
        .findFirst()
        .map(
            row ->
                "%s at %s %s"
                    .formatted(
                        row.held(),
                        row.bound() == Bound.AT_LEAST ? "least" : "most",
                        GateSummary.number(row.limit())))
        .orElse("");
  }

  /** A line of a table with these figures. */
  public List<String> cells(List<String> figures) {
    DriftRow row = first();
    List<String> cells = new ArrayList<>(List.of(row.data(), row.given()));
    cells.add(row.images() == 0 ? "" : "%,d".formatted(row.images()));
    for (String figure : figures) {
      double median = median(figure);
      cells.add(Double.isNaN(median) ? "" : GateSummary.number(median));
    }
    cells.addAll(List.of(limit(), verdict()));
    return cells;
  }

  private static boolean isHeld(DriftRow row) {
    return row.bound() == Bound.AT_LEAST || row.bound() == Bound.AT_MOST;
  }
}
