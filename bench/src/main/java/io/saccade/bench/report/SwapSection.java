package io.saccade.bench.report;

import static io.saccade.bench.report.Markdown.number;

import io.saccade.bench.latency.SwapRow;
import io.saccade.bench.latency.SwapRow.Second;
import io.saccade.bench.results.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What changing the version costs the events that come meanwhile. */
final class SwapSection implements Section {

  @Override
  public String results() {
    return "swap";
  }

  @Override
  public Part read(Path folder) throws IOException {
    Measured<SwapRow> results = Measured.read(folder, results(), SwapRow.class);
    Markdown page =
        new Markdown("Changing the version under load")
            .paragraph(
                """
                Events come at a share of the capacity, each at a time of its own; again and again a new
                version is released, which takes long to load because it has many golden images of 12
                megapixels. A swap lasts from its release until a second after it serves, and is held
                against the quiet time before it; the control is that quiet time held against another
                before it, which is what the machine does by itself. Percentiles are of all swaps together
                and of all quiet times together, the rest are medians. The plot has the whole run, second
                by second.
                """);
    results.rows().forEach(row -> page.plot(plot(row)));
    page.table(
        List.of(
            "model",
            "load %",
            "events/s of capacity",
            "swaps",
            "to load, s",
            "p99 of the quiet p99",
            "control",
            "throughput missing %",
            "kept"),
        results.rows().stream().map(SwapSection::cells).toList());
    return page.source(results).part();
  }

  private static List<String> cells(SwapRow row) {
    return List.of(
        row.model(),
        number(row.load(), 0),
        number(row.capacity(), 1),
        number(row.swaps().size(), 0),
        number(row.medianLoadSeconds(), 1),
        number(row.p99Ratio(), 2),
        number(row.controlRatio(), 2),
        number(100 * row.throughputDip(), 1),
        row.kept()
            ? "yes"
            : String.format(
                Locale.ROOT,
                "no: at most %.1f and %.0f %%",
                SwapRow.MOST_RATIO,
                100 * SwapRow.MOST_DIP));
  }

  private static Plot plot(SwapRow row) {
    String file = row.model().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
    return new Plot(
        "swap-" + file,
        "Changing the version of " + row.model(),
        "seconds",
        "p99, ms",
        Plot.Kind.LINES,
        IntStream.range(0, row.seconds().size()).mapToObj(Integer::toString).toList(),
        List.of(
            series("quiet", row, second -> !second.swapping()),
            series("a version is being loaded", row, Second::swapping)));
  }

  private static Plot.Series series(String name, SwapRow row, Predicate<Second> which) {
    return new Plot.Series(
        name,
        row.seconds().stream()
            .map(
                second -> {
                  Double p99 = second.p99Millis();
                  return p99 == null || !which.test(second) ? Double.valueOf(Double.NaN) : p99;
                })
            .toList());
  }
}
