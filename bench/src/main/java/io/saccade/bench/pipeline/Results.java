package io.saccade.bench.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What was measured.
 *
 * @param bare the bare loop
 * @param baselines plain Kafka Streams with different numbers of threads; the best is the baseline
 * @param saccade Saccade
 */
record Results(Row bare, List<Row> baselines, Row saccade) {

  /** A contender and its measurements. */
  record Row(String name, Sample sample) {

    double median() {
      return sample.median();
    }
  }

  Results {
    baselines = List.copyOf(baselines);
    if (baselines.isEmpty()) {
      throw new IllegalArgumentException("baselines must hold at least one, but was empty");
    }
  }

  double baseline() {
    return baselines.stream().mapToDouble(Row::median).max().orElseThrow();
  }

  /** One line of JSON: images a second, medians over the rounds, and their ratios. */
  String json() {
    return String.format(
        Locale.ROOT,
        "{\"bareLoop\":%.1f,\"baseline\":%.1f,\"saccade\":%.1f,"
            + "\"ratioToBare\":%.3f,\"ratioToBaseline\":%.3f}",
        bare.median(),
        baseline(),
        saccade.median(),
        saccade.median() / bare.median(),
        saccade.median() / baseline());
  }

  /** A table for people. */
  String table() {
    StringBuilder table = new StringBuilder();
    table.append("%-44s %10s %15s %8s%n".formatted("", "images/s", "least to most", "of bare"));
    line(table, bare);
    baselines.forEach(row -> line(table, row));
    line(table, saccade);
    table.append(
        String.format(
            Locale.ROOT,
            "%nSaccade reaches %.2f of the bare loop and %.2f times the better baseline.",
            saccade.median() / bare.median(),
            saccade.median() / baseline()));
    return table.toString();
  }

  private void line(StringBuilder table, Row row) {
    table.append(
        String.format(
            Locale.ROOT,
            "%-44s %10.1f %15s %8.2f%n",
            row.name(),
            row.median(),
            String.format(Locale.ROOT, "%.1f to %.1f", row.sample().least(), row.sample().most()),
            row.median() / bare.median()));
  }

  /** All rows, the bare loop first and Saccade last. */
  static Results of(List<Row> rows) {
    Row[] all = rows.toArray(Row[]::new);
    return new Results(all[0], Arrays.asList(all).subList(1, all.length - 1), all[all.length - 1]);
  }
}
