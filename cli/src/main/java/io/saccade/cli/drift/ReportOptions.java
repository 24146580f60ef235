package io.saccade.cli.drift;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.OutputFormat;
import io.saccade.cli.kafka.KafkaOptions;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.avro.DriftReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which reports, where they are, and how to print them. */
final class ReportOptions {

  private static final int SHORTEST_HASH = 8;

  @Mixin private StreamOptions streams = new StreamOptions();

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      defaultValue = "drift-statistics",
      description = "The topic of reports (default: ${DEFAULT-VALUE}).")
  private String topic = "";

  @Option(
      names = "--version",
      paramLabel = "V",
      description = "Only this version of the model, or the hash that its bundle's begins with.")
  private Optional<String> version = Optional.empty();

  /** Where Kafka and the registry are. */
  KafkaOptions kafka() {
    return streams.kafka();
  }

  /** Which streams they are of. */
  StreamOptions streams() {
    return streams;
  }

  /** How to print them. */
  OutputFormat format() {
    return streams.format();
  }

  /**
   * All reports that are asked for and there now, those of a stream in their order.
   *
   * @param scale only windows of this length, as reports say it
   * @throws CommandFailedException if there are none
   */
  List<DriftReport> read(Optional<String> scale)
      throws IOException, CommandFailedException, SchemaException, InterruptedException {
    List<DriftReport> reports = new ArrayList<>();
    for (var reported : streams.read(topic, DriftReport.class)) {
      DriftReport report = reported.report();
      if (streams.cover(report.getModel(), report.getStreamKey())
          && version.map(name -> isOf(report, name)).orElse(true)
          && scale.map(report.getScale()::equals).orElse(true)) {
        reports.add(report);
      }
    }
    if (reports.isEmpty()) {
      throw new CommandFailedException(
          "there are no such reports on %s; a processor writes them once a window of images has"
                  .formatted(topic)
              + " ended, for models whose bundle has a reference (see `saccade model profile`)");
    }
    reports.sort(Comparator.comparing(DriftReport::getEnd));
    return reports;
  }

  private static boolean isOf(DriftReport report, String version) {
    return version.equals(report.getVersion())
        || (version.length() >= SHORTEST_HASH && report.getSha256().startsWith(version));
  }
}
