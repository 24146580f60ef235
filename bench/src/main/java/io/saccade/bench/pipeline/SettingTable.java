package io.saccade.bench.pipeline;

import java.util.List;
import java.util.Locale;

/** What settings cost, to be printed. */
final class SettingTable {

  private SettingTable() {}

  /** One line of JSON: the ratio of each setting. */
  static String json(List<SettingRow> rows) {
    StringBuilder line = new StringBuilder("[");
    for (SettingRow row : rows) {
      line.append(line.length() > 1 ? "," : "")
          .append(
              String.format(
                  Locale.ROOT,
                  "{\"model\":\"%s\",\"setting\":\"%s\",\"imagesPerSecond\":%.1f,\"ratio\":%.3f,"
                      + "\"leastRatio\":%.3f,\"mostRatio\":%.3f,\"cpuMillis\":%.3f}",
                  row.model(),
                  row.setting(),
                  row.rate(),
                  row.ratio(),
                  row.leastRatio(),
                  row.mostRatio(),
                  row.cpuMillis()));
    }
    return line.append(']').toString();
  }

  /** A table for people. */
  static String text(List<SettingRow> rows) {
    StringBuilder table = new StringBuilder();
    table.append(
        "%n%-20s %-40s %9s %7s %15s %13s%n"
            .formatted("", "", "images/s", "ratio", "least to most", "CPU ms/image"));
    for (SettingRow row : rows) {
      String spread = String.format(Locale.ROOT, "%.3f to %.3f", row.leastRatio(), row.mostRatio());
      table.append(
          String.format(
              Locale.ROOT,
              "%-20s %-40s %9.1f %7.3f %15s %13.2f%n",
              row.model(),
              row.setting(),
              row.rate(),
              row.ratio(),
              spread,
              row.cpuMillis()));
    }
    return table.toString().stripTrailing();
  }
}
