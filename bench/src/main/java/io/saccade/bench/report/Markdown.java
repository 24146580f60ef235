package io.saccade.bench.report;

import io.saccade.bench.results.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Builds one section of the page, top to bottom. */
final class Markdown {

  private static final Pattern NUMBER = Pattern.compile("^(\\d|$|no |cannot)");
  private static final Pattern IN_HASTE =
      Pattern.compile("--quick\\b|--seconds[ =]0|--events[ =]\\d{1,3}\\b|--swaps[ =]1\\b");
  private static final Pattern ONE_ROUND = Pattern.compile("--rounds[ =]1\\b");

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

  /** A table; columns of numbers stand to the right. */
  Markdown table(List<String> head, List<List<String>> rows) {
    row(head);
    text.append('|');
    for (int i = 0; i < head.size(); i++) {
      int column = i;
      boolean numbers = rows.stream().allMatch(cells -> NUMBER.matcher(cells.get(column)).find());
      text.append(numbers ? "---:|" : "---|");
    }
    text.append('\n');
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
    text.append("%s: %s.".formatted(results.date(), results.machine()));
    if (IN_HASTE.matcher(results.command()).find()) {
      text.append(" Measured in haste: shows that it runs, not how fast.");
    } else if (ONE_ROUND.matcher(results.command()).find()) {
      text.append(" One round: expect some percent either way.");
    }
    text.append("\n\n");
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
