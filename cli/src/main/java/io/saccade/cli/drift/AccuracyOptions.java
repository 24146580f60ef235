package io.saccade.cli.drift;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.avro.AccuracyReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which reports on labelled predictions, and where they are. */
final class AccuracyOptions {

  @Mixin private StreamOptions streams = new StreamOptions();

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      defaultValue = "accuracy",
      description = "The topic of reports (default: ${DEFAULT-VALUE}).")
  private String topic = "";

  /** How to print them. */
  OutputFormat format() {
    return streams.format();
  }

  /**
   * The last report on each window that is asked for, those of a stream in order of their windows.
   *
   * @throws CommandFailedException if there are none
   */
  List<AccuracyReport> read()
      throws IOException, CommandFailedException, SchemaException, InterruptedException {
    Map<String, AccuracyReport> last = new TreeMap<>();
    for (var reported : streams.read(topic, AccuracyReport.class)) {
      reported
          .key()
          .ifPresent(key -> last.put(new String(key, StandardCharsets.UTF_8), reported.report()));
    }
    List<AccuracyReport> reports = new ArrayList<>(last.values());
    reports.removeIf(report -> !streams.cover(report.getModel(), report.getStreamKey()));
    if (reports.isEmpty()) {
      throw new CommandFailedException(
          "there are no such reports on %s; a processor with labels.enabled=on writes them once"
                  .formatted(topic)
              + " labels have come (see `saccade labels`)");
    }
    reports.sort(
        Comparator.comparing((AccuracyReport report) -> report.getModel().isEmpty())
            .thenComparing(AccuracyReport::getModel)
            .thenComparing(AccuracyReport::getSha256)
            .thenComparing(AccuracyReport::getStreamKey)
            .thenComparing(AccuracyReport::getScale)
            .thenComparing(AccuracyReport::getStart));
    return reports;
  }
}
