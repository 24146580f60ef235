package io.saccade.cli.drift;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.avro.AccuracyReport;
import io.saccade.schemas.avro.DriftReport;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Of which windows it is known, by labels, how many predictions were right. */
final class LabelledWindows {

  @Option(
      names = "--accuracy-topic",
      paramLabel = "NAME",
      defaultValue = "accuracy",
      description =
          "Where labels have said how many are right, if they are joined (default: "
              + "${DEFAULT-VALUE}).")
  private String topic = "";

  /** A window of one stream. */
  record Window(String sha256, String key, String scale, Instant end) {}

  /** The latest that labels say of each window; nothing where no labels are joined. */
  Map<Window, AccuracyReport> read(StreamOptions streams)
      throws IOException, CommandFailedException, SchemaException, InterruptedException {
    Map<Window, AccuracyReport> windows = new HashMap<>();
    if (streams.exists(topic)) {
      for (var reported : streams.read(topic, AccuracyReport.class)) {
        AccuracyReport of = reported.report();
        windows.put(new Window(of.getSha256(), of.getStreamKey(), of.getScale(), of.getEnd()), of);
      }
    }
    return windows;
  }

  /** What labels say of a report's window, where any of its images has one that counts. */
  static Optional<AccuracyReport> of(DriftReport report, Map<Window, AccuracyReport> windows) {
    Window window =
        new Window(report.getSha256(), report.getStreamKey(), report.getScale(), report.getEnd());
    return Optional.ofNullable(windows.get(window)).filter(of -> of.getAccuracy() != null);
  }
}
