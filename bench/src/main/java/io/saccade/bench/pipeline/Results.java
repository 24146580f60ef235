package io.saccade.bench.pipeline;

import java.util.List;
import java.util.Locale;

/**
 * What was measured.
 *
 * @param bare the bare loop
 * @param baselines plain Kafka Streams with different numbers of threads, at least one
 * @param saccade Saccade
 */
record Results(Sample bare, List<Sample> baselines, Sample saccade) {

  Results {
    baselines = List.copyOf(baselines);
    if (baselines.isEmpty()) {
      throw new IllegalArgumentException("baselines must hold at least one, but was empty");
    }
  }

  /** Of samples in this order: the bare loop, the baselines, Saccade. */
  static Results of(List<Sample> samples) {
    int last = samples.size() - 1;
    return new Results(samples.get(0), samples.subList(1, last), samples.get(last));
  }

  /** Images a second of the best of the baselines. */
  double baseline() {
    return baselines.stream().mapToDouble(Sample::rate).max().orElseThrow();
  }

  double ratioToBare() {
    return saccade.rate() / bare.rate();
  }

  double ratioToBaseline() {
    return saccade.rate() / baseline();
  }

  /** One line of JSON: images a second, medians over the rounds, and their ratios. */
  String json() {
    return String.format(
        Locale.ROOT,
        "{\"bareLoop\":%.1f,\"baseline\":%.1f,\"saccade\":%.1f,"
            + "\"ratioToBare\":%.3f,\"ratioToBaseline\":%.3f}",
        bare.rate(),
        baseline(),
        saccade.rate(),
        ratioToBare(),
        ratioToBaseline());
  }

  /** A table for people. */
  String table() {
    StringBuilder table = new StringBuilder();
    table.append(
        "%n%-40s %9s %17s %8s %13s%n"
            .formatted("", "images/s", "least to most", "of bare", "CPU ms/image"));
    row(table, bare);
    baselines.forEach(sample -> row(table, sample));
    row(table, saccade);
    table.append(
        String.format(
            Locale.ROOT,
            "%nSaccade reaches %.2f of the bare loop and %.2f times the better baseline.",
            ratioToBare(),
            ratioToBaseline()));
    return table.toString();
  }

  private void row(StringBuilder table, Sample sample) {
    String spread = String.format(Locale.ROOT, "%.1f to %.1f", sample.slowest(), sample.fastest());
    table.append(
        String.format(
            Locale.ROOT,
            "%-40s %9.1f %17s %8.2f %13.2f%n",
            sample.name(),
            sample.rate(),
            spread,
            sample.rate() / bare.rate(),
            sample.cpuMillis()));
  }
}
