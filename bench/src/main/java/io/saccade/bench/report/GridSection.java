package io.saccade.bench.report;

import static io.saccade.bench.report.Markdown.number;

import io.saccade.bench.inference.GridRow;
import io.saccade.bench.results.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The grid of lanes, threads and batch. */
final class GridSection implements Section {

  private final boolean decode;

  /** The grid of the bare loop, or of ready tensors. */
  GridSection(boolean decode) {
    this.decode = decode;
  }

  @Override
  public String results() {
    return decode ? "inference-decode" : "inference";
  }

  @Override
  public Part read(Path folder) throws IOException {
    Measured<GridRow> results = Measured.read(folder, results(), GridRow.class);
    Markdown page =
        new Markdown(decode ? "Decode and infer: the bare loop's grid" : "The model alone")
            .paragraph(
                decode
                    ? """
                      What decoding and inference reach without Kafka, at every point of the grid:
                      the limit that the pipeline is held against.
                      """
                    : """
                      ONNX Runtime on tensors that are ready. Lanes are batches that run at once;
                      threads work on one of them together.
                      """);
    List<String> models = results.rows().stream().map(GridRow::model).distinct().toList();
    for (String model : models) {
      page.plot(plot(model, of(model, results)));
    }
    return page.table(
            List.of("model", "best point", "images/s", "least to most", "worst point, of best"),
            models.stream().map(model -> cells(of(model, results))).toList())
        .source(results)
        .part();
  }

  private static List<GridRow> of(String model, Measured<GridRow> results) {
    return results.rows().stream().filter(row -> row.model().equals(model)).toList();
  }

  private static List<String> cells(List<GridRow> rows) {
    Comparator<GridRow> byRate = Comparator.comparingDouble(GridRow::rate);
    GridRow best = rows.stream().max(byRate).orElseThrow();
    GridRow worst = rows.stream().min(byRate).orElseThrow();
    return List.of(
        best.model(),
        "%s x batch %d".formatted(split(best), best.batch()),
        number(best.rate(), 1),
        number(best.least(), 1) + " to " + number(best.most(), 1),
        number(worst.rate() / best.rate(), 2));
  }

  private Plot plot(String model, List<GridRow> rows) {
    List<Integer> batches = rows.stream().map(GridRow::batch).distinct().sorted().toList();
    List<Plot.Series> series =
        rows.stream()
            .map(GridSection::split)
            .distinct()
            .map(split -> new Plot.Series(split, rates(rows, split, batches)))
            .toList();
    String file = model.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
    return new Plot(
        results() + "-" + file,
        model + (decode ? ", decode and infer" : ", ready tensors"),
        "batch",
        "images/s",
        Plot.Kind.BARS,
        batches.stream().map(String::valueOf).toList(),
        series);
  }

  private static List<Double> rates(List<GridRow> rows, String split, List<Integer> batches) {
    return batches.stream()
        .map(
            batch ->
                rows.stream()
                    .filter(row -> row.batch() == batch && split(row).equals(split))
                    .mapToDouble(GridRow::rate)
                    .findFirst()
                    .orElse(Double.NaN))
        .toList();
  }

  private static String split(GridRow row) {
    return "%d lanes x %d threads".formatted(row.lanes(), row.threads());
  }
}
