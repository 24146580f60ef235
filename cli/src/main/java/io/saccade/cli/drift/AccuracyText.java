package io.saccade.cli.drift;

import io.saccade.schemas.avro.AccuracyReport;
import io.saccade.schemas.avro.EstimateCheck;
import io.saccade.schemas.avro.EstimateVerdict;
import io.saccade.schemas.avro.LabelCounts;
import io.saccade.schemas.avro.MistakenClass;
import io.saccade.schemas.avro.RealisedAccuracy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How many predictions were right, in words. */
final class AccuracyText {

  private static final int SHOWN = 3;

  private final AccuracyReport report;
  private final Instant now;
  private final List<String> lines = new ArrayList<>();

  private AccuracyText(AccuracyReport report, Instant now) {
    this.report = report;
    this.now = now;
  }

  /**
   * Puts it in words.
   *
   * @param now whether it is final depends on it
   */
  static List<String> of(AccuracyReport report, Instant now) {
    AccuracyText text = new AccuracyText(report, now);
    if (report.getLabels() == null) {
      text.stream();
    } else {
      text.labels(report.getLabels());
    }
    return text.lines;
  }

  private void stream() {
    lines.add(
        "%s %s, %s, %s from %s"
            .formatted(
                report.getModel(),
                report.getVersion(),
                report.getStreamKey().isEmpty() ? "all images" : "key " + report.getStreamKey(),
                length(),
                report.getStart()));
    right();
    RealisedAccuracy accuracy = report.getAccuracy();
    Double error = report.getCalibrationError();
    if (accuracy != null && error != null) {
      line(
          "sure",
          "its confidence is off by %.1f points on average (calibration error)"
              .formatted(100 * error));
    }
    worst();
    leftOut();
    isFinal();
  }

  private void right() {
    RealisedAccuracy accuracy = report.getAccuracy();
    EstimateCheck estimate = report.getEstimate();
    if (accuracy == null || estimate == null) {
      line("right", "unknown: no image has a label that counts");
      return;
    }
    line(
        "right",
        "%s (%s to %s) of %,d labelled; the estimate without labels was %s: %s"
            .formatted(
                percent(accuracy.getShare()),
                number(accuracy.getLow()),
                number(accuracy.getHigh()),
                report.getLabelled(),
                percent(estimate.getShare()),
                verdict(estimate)));
    line(
        "labels", "for %,d of %,d images".formatted(report.getLabelled(), report.getPredictions()));
  }

  private static String verdict(EstimateCheck estimate) {
    String verdict =
        estimate.getVerdict() == EstimateVerdict.AGREES
            ? "agrees"
            : "too %s, right answers between %s and %s would agree"
                .formatted(
                    estimate.getVerdict() == EstimateVerdict.TOO_HIGH ? "high" : "low",
                    percent(estimate.getLow()),
                    percent(estimate.getHigh()));
    return estimate.getCalibrated()
        ? verdict
        : verdict + " (uncalibrated: that takes a reference, and drift.enabled)";
  }

  private void worst() {
    if (!report.getClasses().isEmpty()) {
      line(
          "worst",
          report.getClasses().stream()
              .limit(SHOWN)
              .map(AccuracyText::said)
              .collect(Collectors.joining("; ")));
    }
  }

  private static String said(MistakenClass of) {
    return "%s %,d of %,d right%s"
        .formatted(
            of.getName(),
            of.getRight(),
            of.getLabelled(),
            of.getTakenFor() == null
                ? ""
                : ", mostly taken for %s (%,d)"
                    .formatted(of.getTakenFor(), of.getTakenForImages()));
  }

  private void leftOut() {
    List<String> reasons = new ArrayList<>();
    if (report.getContradicting() > 0) {
      reasons.add("%,d whose labels contradict each other".formatted(report.getContradicting()));
    }
    if (report.getUnknownClass() > 0) {
      reasons.add("%,d of a class that the model has not".formatted(report.getUnknownClass()));
    }
    if (report.getLate() > 0) {
      reasons.add("%,d that were labelled too late".formatted(report.getLate()));
    }
    if (!reasons.isEmpty()) {
      line("left out", String.join(", ", reasons));
    }
  }

  private void labels(LabelCounts counts) {
    lines.add("labels sent within the %s from %s".formatted(length(), report.getStart()));
    line(
        "sent",
        "%,d: %,d belong to a prediction, %,d to none%s"
            .formatted(
                counts.getReceived(),
                counts.getMatched(),
                counts.getUnmatched(),
                counts.getUnmatched() > 0 && now.isBefore(report.getFinalAt()) ? " yet" : ""));
    if (counts.getRepeated() > 0) {
      line("", "%,d say what was said before".formatted(counts.getRepeated()));
    }
    if (counts.getRefused() > 0) {
      line("", "%,d were refused; the processor's log says why".formatted(counts.getRefused()));
    }
    isFinal();
  }

  private void isFinal() {
    line(
        "final",
        now.isBefore(report.getFinalAt())
            ? "not yet: labels count until " + report.getFinalAt()
            : "yes, since " + report.getFinalAt());
  }

  private String length() {
    return Duration.parse(report.getScale()).toHours() == 1 ? "hour" : "day";
  }

  private static String percent(double share) {
    return number(share) + " %";
  }

  private static String number(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  private void line(String name, String text) {
    lines.add("  %-9s %s".formatted(name, text));
  }
}
