package io.saccade.cli.drift;

import io.saccade.schemas.avro.DriftFeature;
import io.saccade.schemas.avro.DriftReport;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A fleet in words. */
final class FleetText {

  private FleetText() {}

  static List<String> of(Fleet fleet, double rate) {
    DriftReport window = fleet.window();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s %s, windows of %s until %s"
            .formatted(
                window.getModel(),
                window.getVersion(),
                ReportText.length(window.getScale()),
                window.getEnd().truncatedTo(ChronoUnit.SECONDS)));
    lines.add(
        "  streams    %,d judged, %,d with too few images, %,d silent"
            .formatted(fleet.judged(), fleet.insufficient(), fleet.silent()));
    lines.add(
        fleet.standingOut().isEmpty()
            ? String.format(
                Locale.ROOT,
                "  stand out  none; where nothing has changed, some do in %.0f %% of all windows",
                100 * rate)
            : String.format(
                Locale.ROOT,
                "  stand out  %,d; of such, %.0f %% at most are expected to be chance",
                fleet.standingOut().size(),
                100 * rate));
    int width = fleet.standingOut().stream().mapToInt(out -> name(out).length()).max().orElse(0);
    for (DriftReport out : fleet.standingOut()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "    %-" + width + "s  p %s  effect %.3f in %s  %s%s",
              name(out),
              ReportText.small(out.getP()),
              out.getEffect(),
              ReportText.spoken(out.getEffectOf()),
              out.getState(),
              most(out)));
    }
    return lines;
  }

  private static String name(DriftReport report) {
    return report.getStreamKey().isEmpty() ? "all images" : report.getStreamKey();
  }

  private static String most(DriftReport report) {
    List<DriftFeature> features = report.getFeatures();
    return features.isEmpty() ? "" : "  " + ReportText.said(features.get(0));
  }
}
