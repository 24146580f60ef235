package io.saccade.bench.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.cli.console.OutputFormat;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints a sweep point by point, as they are measured. */
final class SweepTable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Sweep sweep;
  private final OutputFormat format;
  private final PrintWriter out;

  SweepTable(Sweep sweep, OutputFormat format, PrintWriter out) {
    this.sweep = sweep;
    this.format = format;
    this.out = out;
  }

  void head() {
    if (format == OutputFormat.TABLE) {
      print(
          "%n%-20s %14s %9s %17s %9s %8s %13s %8s %9s"
              .formatted(
                  "model",
                  sweep.unit(),
                  "images/s",
                  "least to most",
                  "bare",
                  "of bare",
                  "CPU ms/image",
                  "RSS MiB",
                  "heap MiB"));
    }
  }

  void row(SweepRow row) {
    try {
      print(format == OutputFormat.TABLE ? text(row) : JSON.writeValueAsString(row));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row of numbers is always JSON", e);
    }
  }

  private static String text(SweepRow row) {
    return String.format(
        Locale.ROOT,
        "%-20s %,14d %9.1f %17s %9.1f %8.2f %13.2f %8d %9d",
        row.model(),
        row.point(),
        row.rate(),
        String.format(Locale.ROOT, "%.1f to %.1f", row.least(), row.most()),
        row.bare(),
        row.ratioToBare(),
        row.cpuMillis(),
        row.rssMib(),
        row.heapMib());
  }

  private void print(String line) {
    out.println(line);
    out.flush();
  }
}
