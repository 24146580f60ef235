package io.saccade.bench.train;

import io.saccade.bench.results.Rates;
import io.saccade.bench.train.GateRow.Bound;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One figure over all seeds.
 *
 * @param rows of the same gate and figure, one a seed, at least one
 */
public record GateSummary(List<GateRow> rows) {

  /** Copies the rows. */
  public GateSummary {
    rows = List.copyOf(rows);
  }

  /** The summaries of rows, in the order in which their figures come first. */
  public static List<GateSummary> of(List<GateRow> rows) {
    Map<List<String>, List<GateRow>> figures = new LinkedHashMap<>();
    for (GateRow row : rows) {
      figures.computeIfAbsent(List.of(row.gate(), row.figure()), key -> new ArrayList<>()).add(row);
    }
    return figures.values().stream().map(GateSummary::new).toList();
  }

  /** The first of the rows. */
  public GateRow first() {
    return rows.get(0);
  }

  /** Median, least and most of the values; the rows must not have been skipped. */
  public Rates values() {
    return new Rates(rows.stream().map(GateRow::value).toList());
  }

  /** Whether there are no values. */
  public boolean isSkipped() {
    return first().bound() == Bound.SKIPPED;
  }

  /** What the figure is held to: {@code at least 97}. Empty where it is to nothing. */
  public String limit() {
    String number = number(first().limit());
    return switch (first().bound()) {
      case AT_LEAST -> "at least " + number;
      case AT_MOST -> "at most " + number;
      case SHOWN, SKIPPED -> "";
    };
  }

  /** Pass or fail with the number of seeds, or why it was skipped. Empty where it is only shown. */
  public String verdict() {
    long passed = rows.stream().filter(GateRow::passes).count();
    return switch (first().bound()) {
      case SHOWN -> "";
      case SKIPPED -> "skipped: " + first().note();
      case AT_LEAST, AT_MOST ->
          passed == rows.size()
              ? "pass"
              : "FAIL, %d of %d".formatted(rows.size() - passed, rows.size()) + reason();
    };
  }

  private String reason() {
    return rows.stream()
        .map(GateRow::note)
        .filter(note -> !note.isEmpty())
        .findFirst()
        .map(": "::concat)
        .orElse("");
  }

  /** As many digits as the figure has, three behind the point at most. */
  public static String number(double value) {
    String text = String.format(Locale.ROOT, "%,.3f", value);
    return text.replaceFirst("0+$", "").replaceFirst("\\.$", "");
  }
}
