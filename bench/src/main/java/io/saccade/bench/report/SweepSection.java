package io.saccade.bench.report;

import static io.saccade.bench.report.Markdown.number;

import io.saccade.bench.pipeline.Sweep;
import io.saccade.bench.pipeline.SweepRow;
import io.saccade.bench.results.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** One sweep of the pipeline. */
final class SweepSection implements Section {

  private final Sweep sweep;
  private final String title;
  private final String text;

  private SweepSection(Sweep sweep, String title, String text) {
    this.sweep = sweep;
    this.title = title;
    this.text = text;
  }

  /** The section of a sweep. */
  static SweepSection of(Sweep sweep) {
    return switch (sweep) {
      case PARTITIONS ->
          new SweepSection(
              sweep,
              "By partitions",
              """
              Batches are filled across partitions, so throughput should depend neither on how many
              there are nor on how events are spread over them.
              """);
      case THREADS ->
          new SweepSection(
              sweep,
              "By stream threads",
              """
              Stream threads only poll, hand out results and commit; the engine decodes and infers
              on threads of its own. Two of them hide the pause between polls.
              """);
      case SIZE ->
          new SweepSection(
              sweep,
              "By size of the images",
              "Drawn JPEGs of about so many bytes. The bare loop decodes the same ones.");
      case EVENTS ->
          new SweepSection(
              sweep,
              "Cost of an image by the number of events",
              """
              Processor time of all threads, the broker's included, and the memory that the process
              holds at the end. Nothing may pile up: neither may grow with the number of events. A
              processor's first seconds cost more, because the compilers of both JVMs still work on
              it, and few events are nothing but first seconds.
              """);
    };
  }

  @Override
  public String results() {
    return sweep.file();
  }

  @Override
  public Part read(Path folder) throws IOException {
    Measured<SweepRow> results = Measured.read(folder, results(), SweepRow.class);
    return new Markdown(title)
        .paragraph(text)
        .plot(plot(results.rows()))
        .table(
            List.of(
                "model",
                sweep.unit(),
                "images/s",
                "least to most",
                "bare loop",
                "of bare",
                "CPU ms/image",
                "RSS MiB",
                "heap MiB"),
            results.rows().stream().map(SweepSection::cells).toList())
        .source(results)
        .part();
  }

  private static List<String> cells(SweepRow row) {
    return List.of(
        row.model(),
        number(row.point(), 0),
        number(row.rate(), 1),
        number(row.least(), 1) + " to " + number(row.most(), 1),
        number(row.bare(), 1),
        number(row.ratioToBare(), 2),
        number(row.cpuMillis(), 2),
        number((double) row.rssMib(), 0),
        number((double) row.heapMib(), 0));
  }

  private Plot plot(List<SweepRow> rows) {
    boolean cost = sweep == Sweep.EVENTS;
    ToDoubleFunction<SweepRow> value = cost ? SweepRow::cpuMillis : SweepRow::ratioToBare;
    List<Integer> points = rows.stream().map(SweepRow::point).distinct().toList();
    List<Plot.Series> series = new ArrayList<>();
    rows.stream()
        .map(SweepRow::model)
        .distinct()
        .forEach(model -> series.add(new Plot.Series(model, values(rows, model, points, value))));
    if (!cost) {
      series.add(new Plot.Series(Plot.BARE_LOOP, Collections.nCopies(points.size(), 1.0)));
    }
    return new Plot(
        results(),
        cost ? "Processor time of an image" : "Throughput as a share of the bare loop's",
        sweep.unit(),
        cost ? "CPU ms/image" : "of bare",
        Plot.Kind.LINES,
        points.stream().map(point -> number(point, 0)).toList(),
        series);
  }

  private static List<Double> values(
      List<SweepRow> rows, String model, List<Integer> points, ToDoubleFunction<SweepRow> value) {
    return points.stream()
        .map(
            point ->
                rows.stream()
                    .filter(row -> row.model().equals(model) && row.point() == point)
                    .mapToDouble(value)
                    .findFirst()
                    .orElse(Double.NaN))
        .toList();
  }
}
