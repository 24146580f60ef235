package io.saccade.cli.drift;

import io.saccade.processor.drift.FalseDiscoveries;
import io.saccade.schemas.avro.DriftReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The streams of one model over the same stretch of time, and which of them stand out.
 *
 * @param window the latest window, of any stream
 * @param judged how many streams had enough images in it
 * @param insufficient streams whose window had too few
 * @param silent streams that have no such window, only earlier ones
 * @param standingOut those of the judged that stand out and differ by enough, the likeliest first
 */
record Fleet(
    DriftReport window, int judged, int insufficient, int silent, List<DriftReport> standingOut) {

  Fleet {
    standingOut = List.copyOf(standingOut);
  }

  /**
   * The fleets of several models, versions and lengths of windows.
   *
   * @param reports in the order of their ends
   * @param rate the share of those that stand out which may be chance
   */
  static List<Fleet> of(List<DriftReport> reports, double rate) {
    Map<List<String>, Map<String, DriftReport>> fleets = new LinkedHashMap<>();
    for (DriftReport report : reports) {
      fleets
          .computeIfAbsent(
              List.of(report.getModel(), report.getSha256(), report.getScale()),
              any -> new LinkedHashMap<>())
          .put(report.getStreamKey(), report);
    }
    return fleets.values().stream().map(latest -> of(latest.values(), rate)).toList();
  }

  private static Fleet of(Collection<DriftReport> latest, double rate) {
    DriftReport window =
        latest.stream().max(Comparator.comparing(DriftReport::getEnd)).orElseThrow();
    List<DriftReport> judged = new ArrayList<>();
    int insufficient = 0;
    int silent = 0;
    for (DriftReport report : latest) {
      if (!report.getEnd().equals(window.getEnd())) {
        silent++;
      } else if (report.getP() == null) {
        insufficient++;
      } else {
        judged.add(report);
      }
    }
    double[] p = judged.stream().mapToDouble(report -> report.getP()).toArray();
    double threshold = FalseDiscoveries.threshold(p, rate);
    List<DriftReport> out =
        judged.stream()
            .filter(report -> report.getP() <= threshold)
            .filter(report -> effect(report) >= report.getMinEffect())
            .sorted(Comparator.comparing(DriftReport::getP))
            .toList();
    return new Fleet(window, judged.size(), insufficient, silent, out);
  }

  private static double effect(DriftReport report) {
    return Objects.requireNonNullElse(report.getEffect(), 0.0);
  }
}
