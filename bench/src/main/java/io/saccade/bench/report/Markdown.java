package io.saccade.bench.report;

import io.saccade.bench.results.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Builds one section of the page, top to bottom. */
final class Markdown {

  private final StringBuilder text = new StringBuilder();
  private final List<Plot> plots = new ArrayList<>();

  /** A section of this title. */
  Markdown(String title) {
    text.append("## ").append(title).append("\n\n");
  }

  /** A paragraph, whose lines are broken already. */
  Markdown paragraph(String lines) {
    text.append(lines.strip()).append("\n\n");
    return this;
  }

  /** A table; the first column is text, the others are numbers. */
  Markdown table(List<String> head, List<List<String>> rows) {
    row(head);
    text.append("|---|").append("---:|".repeat(head.size() - 1)).append('\n');
    rows.forEach(this::row);
    text.append('\n');
    return this;
  }

  /** A picture of the results. */
  Markdown plot(Plot plot) {
    text.append("![%s](benchmarks/%s)\n\n".formatted(plot.title(), plot.file()));
    plots.add(plot);
    return this;
  }

  /** What reproduces the results, and where and when it was run. */
  Markdown source(Measured<?> results) {
    text.append("```sh\n").append(results.command()).append("\n```\n\n");
    text.append("%s: %s.\n\n".formatted(results.date(), results.machine()));
    return this;
  }

  Part part() {
    return new Part(text.toString(), plots);
  }

  /** A number with so many digits behind the point, and a comma at thousands. */
  static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }

  private void row(List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
