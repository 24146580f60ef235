package io.saccade.cli.docs;

import io.saccade.model.ErrorCode;
import io.saccade.model.RefusalCode;
import io.saccade.processor.telemetry.Metric;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The tables of docs/operations.md that are made of the code. */
final class OperationsTables {

  private OperationsTables() {}

  /** The page with its tables as they should be; everything else stays. */
  static String update(String page) {
    String updated = page;
    for (Map.Entry<String, String> table : tables().entrySet()) {
      String begin = "<!-- begin %s -->\n".formatted(table.getKey());
      String end = "<!-- end %s -->".formatted(table.getKey());
      int from = updated.indexOf(begin);
      int to = updated.indexOf(end);
      if (from < 0 || to < from) {
        throw new IllegalStateException("the page has no place between " + begin + " and " + end);
      }
      updated = updated.substring(0, from) + begin + table.getValue() + updated.substring(to);
    }
    return updated;
  }

  private static Map<String, String> tables() {
    Map<String, String> tables = new LinkedHashMap<>();
    tables.put("metrics", metrics());
    tables.put("error codes", errors());
    tables.put("refusal codes", refusals());
    return tables;
  }

  private static String metrics() {
    return "| metric | type | unit | labels | what it says |\n|---|---|---|---|---|\n"
        + Arrays.stream(Metric.values())
            .map(
                metric ->
                    "| `%s` | %s | %s | %s | %s |\n"
                        .formatted(
                            metric.prometheus(),
                            metric.kind().type(),
                            metric.unit(),
                            metric.labels().stream()
                                .map(label -> "`" + label + "`")
                                .collect(Collectors.joining(", ")),
                            metric.meaning()))
            .collect(Collectors.joining());
  }

  private static String errors() {
    return "| code | what it means | what to do |\n|---|---|---|\n"
        + Arrays.stream(ErrorCode.values())
            .map(code -> row(code.name(), code.meaning(), code.remedy()))
            .collect(Collectors.joining());
  }

  private static String refusals() {
    return "| code | what it means | what to do |\n|---|---|---|\n"
        + Arrays.stream(RefusalCode.values())
            .map(code -> row(code.name(), code.meaning(), code.remedy()))
            .collect(Collectors.joining());
  }

  private static String row(String code, String meaning, String remedy) {
    return "| `%s` | %s | %s |\n".formatted(code, meaning, remedy);
  }
}
