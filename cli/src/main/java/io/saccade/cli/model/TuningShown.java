package io.saccade.cli.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.saccade.cli.console.OutputFormat;
import io.saccade.processor.tuning.GridReport;
import io.saccade.processor.tuning.TuningPoint;
import io.saccade.processor.tuning.TuningReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Prints what was measured: for people a table, for programs one line a point and one of the
 * choice.
 *
 * @param out where to
 * @param format how
 */
record TuningShown(PrintWriter out, OutputFormat format) {

  private static final double MILLION = 1e6;

  /** What a search came to. */
  void tuned(LocalTuning tuning, TuningReport report, Optional<Path> file) {
    if (format == OutputFormat.JSON) {
      report.lines().forEach(line -> out.println(json(line)));
      ObjectNode node =
          point(report.chosen())
              .put("bundle", tuning.bundle().sha256())
              .put("machine", tuning.machine().toString())
              .put("imagesPerSecond", report.chosenLine().rate())
              .put("why", report.why())
              .put("tookMillis", report.took().toMillis());
      file.ifPresent(path -> node.put("file", path.toString()));
      out.println(JsonNodeFactory.instance.objectNode().set("chosen", node));
      return;
    }
    row("bundle", tuning.bundle().manifest().name() + " " + tuning.bundle().manifest().version());
    row(
        "machine",
        "%s, %d cores, %s, %s"
            .formatted(
                tuning.machine().processor(),
                tuning.machine().cores(),
                tuning.machine().device(),
                tuning.machine().runtime()));
    out.println();
    out.println(
        "lanes threads decoders batch   images/s  CPU ms  batch p99 ms  image p99 ms  slices "
            + " note");
    report.lines().forEach(line -> out.println(table(line)));
    out.println();
    row("chosen", "%s (%s)".formatted(report.chosen(), report.why()));
    row("took", "%.1f s".formatted(report.took().toMillis() / 1000.0));
    file.ifPresent(path -> row("remembered", path.toString()));
  }

  /** How near the choice is to the best of all. */
  void compared(GridReport report) {
    if (format == OutputFormat.JSON) {
      rates("grid", report.grid());
      rates("best", report.best());
      out.println(
          JsonNodeFactory.instance
              .objectNode()
              .put("shareOfBest", rounded(report.share(), 4))
              .put("presence", rounded(report.presence(), 3)));
      return;
    }
    out.println();
    out.println("every point                                                  images/s");
    table(report.grid());
    out.println();
    out.println("the best of them and the chosen one, for longer              images/s");
    table(report.best());
    out.println();
    row("share", "the chosen point reaches %.3f of the best".formatted(report.share()));
    row(
        "presence",
        "the threads were on a processor for %.2f of their working time; below 0.9 others disturbed"
            .formatted(report.presence()));
  }

  private void rates(String name, List<GridReport.Line> lines) {
    for (GridReport.Line line : lines) {
      out.println(
          JsonNodeFactory.instance
              .objectNode()
              .set(name, point(line.point()).put("imagesPerSecond", rounded(line.rate(), 1))));
    }
  }

  private void table(List<GridReport.Line> lines) {
    for (GridReport.Line line : lines) {
      out.println(String.format(Locale.ROOT, "%-58s %10.1f", line.point(), line.rate()));
    }
  }

  private static String table(TuningReport.Line line) {
    TuningPoint point = line.point();
    return String.format(
            Locale.ROOT,
            "%5d %7d %8d %5d %10.1f %7s %13.1f %13.1f %7d  %s",
            point.lanes(),
            point.threads(),
            point.decoders(),
            point.batch(),
            line.rate(),
            line.cpuNanos() == 0
                ? "-"
                : String.format(Locale.ROOT, "%.2f", line.cpuNanos() / MILLION),
            line.runNanos() / MILLION,
            line.latencyNanos() / MILLION,
            line.slices(),
            line.note())
        .stripTrailing();
  }

  private static ObjectNode json(TuningReport.Line line) {
    return point(line.point())
        .put("imagesPerSecond", rounded(line.rate(), 1))
        .put("cpuMillis", rounded(line.cpuNanos() / MILLION, 3))
        .put("batchP99Millis", rounded(line.runNanos() / MILLION, 2))
        .put("imageP99Millis", rounded(line.latencyNanos() / MILLION, 2))
        .put("slices", line.slices())
        .put("note", line.note());
  }

  private static ObjectNode point(TuningPoint point) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("lanes", point.lanes())
        .put("threads", point.threads())
        .put("decoders", point.decoders())
        .put("batch", point.batch());
  }

  private static double rounded(double value, int digits) {
    double power = Math.pow(10, digits);
    return Math.round(value * power) / power;
  }

  private void row(String name, String text) {
    out.println(String.format(Locale.ROOT, "%-14s %s", name, text));
  }
}
