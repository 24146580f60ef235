package io.saccade.cli.drift;

import io.saccade.schemas.avro.DriftReport;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;

/** A report in a line. */
final class ReportLine {

  private static final String FORMAT = "%-20s  %-6s  %-20s  %9s  %9s  %-12s  %9s  %6s  %8s  %s";

  static final String HEAD =
      FORMAT
          .formatted(
              "end",
              "window",
              "model",
              "images",
              "worth",
              "state",
              "p",
              "effect",
              "accuracy",
              "most")
          .stripTrailing();

  private ReportLine() {}

  static String of(DriftReport report) {
    String model = report.getModel() + " " + report.getVersion();
    return FORMAT
        .formatted(
            report.getEnd().truncatedTo(ChronoUnit.SECONDS),
            ReportText.length(report.getScale()),
            report.getStreamKey().isEmpty() ? model : model + " " + report.getStreamKey(),
            "%,d".formatted(report.getImages()),
            worth(report),
            report.getState(),
            report.getP() == null ? "" : String.format(Locale.ROOT, "%.2g", report.getP()),
            report.getEffect() == null ? "" : "%.3f".formatted(report.getEffect()),
            report.getAccuracy() == null
                ? ""
                : "%.1f %%".formatted(100 * report.getAccuracy().getEstimate()),
            report.getEffectOf() == null
                ? ""
                : Objects.toString(report.getEffectOf()).toLowerCase(Locale.ROOT))
        .stripTrailing();
  }

  /** Nothing until it is known. */
  private static String worth(DriftReport report) {
    Double effective = report.getEffectiveImages();
    return effective == null ? "" : "%,.0f".formatted(effective);
  }
}
