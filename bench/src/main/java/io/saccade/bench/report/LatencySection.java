package io.saccade.bench.report;

import static io.saccade.bench.report.Markdown.number;

import io.saccade.bench.latency.LatencyRow;
import io.saccade.bench.latency.Percentiles;
import io.saccade.bench.latency.Verdict;
import io.saccade.bench.results.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Latency under open-loop load. */
final class LatencySection implements Section {

  @Override
  public String results() {
    return "latency";
  }

  @Override
  public Part read(Path folder) throws IOException {
    Measured<LatencyRow> results = Measured.read(folder, results(), LatencyRow.class);
    List<LatencyRow> rows = results.rows();
    Markdown page =
        new Markdown("Latency under load")
            .paragraph(
                """
                Events come at shares of the capacity, each at a time of its own, whether or not earlier
                ones have been answered. A latency runs from when an event was *due* until its
                prediction is there for a consumer of committed records, so a stall cannot hide by
                holding up the load. *The broker* is the same load through a topology that classifies
                nothing; *one image alone* is decoded and inferred on one thread, without Kafka.
                """);
    List<String> models = rows.stream().map(LatencyRow::model).distinct().toList();
    for (String model : models) {
      List<LatencyRow> loads = rows.stream().filter(row -> row.model().equals(model)).toList();
      page.plot(plot(model, loads));
    }
    page.table(
        List.of(
            "model",
            "load %",
            "events/s",
            "p50 ms",
            "p99 ms",
            "p99.9 ms",
            "the broker's p99 ms",
            "one image alone, p50 ms",
            "over latency.target"),
        rows.stream().map(LatencySection::cells).toList());
    rows.stream()
        .filter(row -> row.load() == Verdict.LOAD)
        .forEach(row -> page.paragraph(verdict(row)));
    return page.source(results).part();
  }

  private static List<String> cells(LatencyRow row) {
    Percentiles latency = row.figures().saccade().latencyMillis();
    Double violations = row.figures().engine().violationRate();
    return List.of(
        row.model(),
        number(row.load(), 0),
        number(row.figures().saccade().offeredRate(), 1),
        number(latency.p50(), 1),
        number(latency.p99(), 1),
        number(latency.p999(), 1),
        number(row.figures().passThrough().latencyMillis().p99(), 1),
        number(row.bareMillis().p50(), 1),
        violations == null ? "no target" : number(100 * violations, 2) + " %");
  }

  private static String verdict(LatencyRow row) {
    Verdict verdict = Verdict.of(row);
    return String.format(
        Locale.ROOT,
        "%s at %d %% load: p99 is %.1f ms, %s twice one image alone plus the broker, %.1f ms.",
        row.model(),
        row.load(),
        verdict.p99Millis(),
        verdict.ratio() <= 1 ? "within" : "over",
        verdict.allowedMillis());
  }

  private static Plot plot(String model, List<LatencyRow> rows) {
    String file = model.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
    return new Plot(
        "latency-" + file,
        "Latency of " + model,
        "load in % of the capacity",
        "ms",
        Plot.Kind.LOGARITHMIC_LINES,
        rows.stream().map(row -> String.valueOf(row.load())).toList(),
        List.of(
            series("p99.9", rows, row -> row.figures().saccade().latencyMillis().p999()),
            series("p99", rows, row -> row.figures().saccade().latencyMillis().p99()),
            series("p50", rows, row -> row.figures().saccade().latencyMillis().p50()),
            series("the broker, p99", rows, row -> brokerP99(row)),
            series("one image alone, p50", rows, row -> row.bareMillis().p50())));
  }

  private static double brokerP99(LatencyRow row) {
    return row.figures().passThrough().latencyMillis().p99();
  }

  private static Plot.Series series(
      String name, List<LatencyRow> rows, ToDoubleFunction<LatencyRow> of) {
    return new Plot.Series(name, rows.stream().mapToDouble(of).boxed().toList());
  }
}
