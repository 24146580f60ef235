package io.saccade.cli.drift;

import io.saccade.schemas.avro.AccuracyReport;
import io.saccade.schemas.avro.DriftAccuracy;
import io.saccade.schemas.avro.DriftClass;
import io.saccade.schemas.avro.DriftClose;
import io.saccade.schemas.avro.DriftDirection;
import io.saccade.schemas.avro.DriftFamily;
import io.saccade.schemas.avro.DriftFeature;
import io.saccade.schemas.avro.DriftReport;
import io.saccade.schemas.avro.DriftState;
import io.saccade.schemas.avro.RealisedAccuracy;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A report in words, for somebody who has never read one. */
public final class ReportText {

  private static final int SHOWN = 5;

  private final DriftReport report;
  private final List<String> lines = new ArrayList<>();

  private ReportText(DriftReport report) {
    this.report = report;
  }

  /**
   * Puts it in words.
   *
   * @param labelled what labels say of the same window
   */
  static ReportText of(DriftReport report, Optional<AccuracyReport> labelled) {
    ReportText text = new ReportText(report);
    text.head();
    text.worth();
    if (report.getP() == null) {
      text.line(
          "too few",
          "a window is judged by %,d images at least; these count in the next one"
              .formatted(report.getMinSamples()));
    } else {
      text.real(report.getP());
      text.big();
      if (labelled.isPresent()) {
        text.hurtByLabels(labelled.get());
      } else {
        text.hurt();
      }
      text.changed();
    }
    text.doubts();
    return text;
  }

  /**
   * What moved most, how big that is and how likely by chance, in one line; of a window that was
   * judged. What moved in the images is named beside what that did to the model, or the other way
   * about.
   */
  public static String reason(DriftReport report) {
    String changed = telling(report.getFeatures()).map(ReportText::said).collect(joined());
    String p = report.getP() == null ? "none" : small(report.getP());
    return "%s; effect %.2f in %s, p %s"
        .formatted(
            changed.isEmpty() ? "no one thing moved" : changed,
            report.getEffect() == null ? 0 : report.getEffect(),
            spoken(report.getEffectOf()),
            p);
  }

  /** Two: the first, and the first of another family, unless that one moved far less. */
  private static Stream<DriftFeature> telling(List<DriftFeature> features) {
    if (features.size() < 2) {
      return features.stream();
    }
    DriftFeature first = features.get(0);
    DriftFeature second =
        features.stream()
            .filter(of -> of.getFamily() != first.getFamily())
            .findFirst()
            .filter(of -> 2 * of.getDistance() >= first.getDistance())
            .orElse(features.get(1));
    return Stream.of(first, second);
  }

  List<String> lines() {
    return lines;
  }

  /** PT5M as 5m. */
  static String length(String scale) {
    Duration length = Duration.parse(scale);
    long minutes = length.toMinutes();
    return minutes % 60 == 0 ? minutes / 60 + "h" : minutes + "m";
  }

  private void head() {
    lines.add(
        "%s %s, %s, windows of %s"
            .formatted(
                report.getModel(),
                report.getVersion(),
                report.getStreamKey().isEmpty() ? "all images" : "key " + report.getStreamKey(),
                length(report.getScale())));
    line(
        "window",
        "%s to %s, %,d images%s%s"
            .formatted(
                report.getStart().truncatedTo(ChronoUnit.SECONDS),
                report.getEnd().truncatedTo(ChronoUnit.SECONDS),
                report.getImages(),
                report.getClosed() == DriftClose.IDLE ? ", closed because nothing came" : "",
                report.getLate() == 0 ? "" : ", %,d came too late".formatted(report.getLate())));
    DriftState before = report.getStateBefore();
    line("state", report.getState() + (before == report.getState() ? "" : " (was " + before + ")"));
  }

  private void worth() {
    Double effective = report.getEffectiveImages();
    if (effective == null) {
      line(
          "burn-in",
          BurnInText.progress(report.getBurnInWindows())
              + "; until all are, every image counts as one (`drift accept`)");
    } else {
      line(
          "worth",
          "%,.0f images: %s".formatted(effective, BurnInText.repetition(report.getImagesOfOne())));
    }
    DriftFeature shift = report.getBurnInShift();
    if (shift != null) {
      double sign = shift.getDirection() == DriftDirection.UP ? 1 : -1;
      line("gap", BurnInText.gap(shift.getName(), sign * shift.getDistance()));
    }
  }

  private void real(double p) {
    boolean isReal = p < report.getAlphaOne();
    line(
        "real?",
        "%s: p %s%s, one window alarms below %s; false alarms once in %s"
            .formatted(
                isReal ? "yes" : "no",
                small(p),
                report.getExtrapolated() ? " (beyond what was drawn)" : "",
                small(report.getAlphaOne()),
                days(report.getFalseAlarmEvery())));
  }

  private void big() {
    Double effect = report.getEffect();
    if (effect != null) {
      line(
          "big?",
          "%s: effect %.3f%s, an alarm takes %.2f"
              .formatted(
                  effect < report.getMinEffect() ? "no" : "yes",
                  effect,
                  report.getEffectOf() == null ? "" : " in " + spoken(report.getEffectOf()),
                  report.getMinEffect()));
    }
  }

  private void hurt() {
    DriftAccuracy accuracy = report.getAccuracy();
    if (accuracy == null) {
      line("hurts?", "unknown: the reference has no true labels (`model profile --labels`)");
      return;
    }
    Double reference = accuracy.getReference();
    line(
        "hurts?",
        "%s: about %s right (%s to %s)%s, as its own confidence has it"
            .formatted(
                reference != null && accuracy.getHigh() < reference ? "yes" : "not to be seen",
                percent(accuracy.getEstimate()),
                percent(accuracy.getLow()),
                percent(accuracy.getHigh()),
                reference == null ? "" : ", " + percent(reference) + " on the reference"));
  }

  /** Labels know what confidence only makes one expect. */
  private void hurtByLabels(AccuracyReport labelled) {
    RealisedAccuracy right = Objects.requireNonNull(labelled.getAccuracy());
    DriftAccuracy estimated = report.getAccuracy();
    Double reference = estimated == null ? null : estimated.getReference();
    String verdict =
        reference == null ? "labels say" : right.getHigh() < reference ? "yes" : "not to be seen";
    line(
        "hurts?",
        "%s: %s right (%s to %s) of %,d labelled%s"
            .formatted(
                verdict,
                percent(right.getShare()),
                percent(right.getLow()),
                percent(right.getHigh()),
                labelled.getLabelled(),
                reference == null ? "" : ", " + percent(reference) + " on the reference"));
    if (estimated != null) {
      line("", "its own confidence made one expect " + percent(estimated.getEstimate()));
    }
  }

  private void changed() {
    String features =
        report.getFeatures().stream().limit(SHOWN).map(ReportText::said).collect(joined());
    String classes =
        report.getClasses().stream().limit(SHOWN).map(ReportText::said).collect(joined());
    if (!features.isEmpty()) {
      line("changed", features);
    }
    if (!classes.isEmpty()) {
      line(features.isEmpty() ? "changed" : "", "predicted " + classes);
    }
  }

  private void doubts() {
    if (report.getReferenceTooSmall()) {
      line(
          "beware",
          "the reference has %,d images, too few for such windows; 10,000 are advised"
              .formatted(report.getReferenceImages()));
    }
    Double gap = report.getBurnInGap();
    if (gap != null && gap >= report.getMinEffect()) {
      line(
          "beware",
          "what was accepted is off the reference itself; one that was made of such images would"
              + " see more");
    }
  }

  private static Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(", ");
  }

  static String said(DriftFeature feature) {
    return "%s %s by %.2f"
        .formatted(
            feature.getName(),
            feature.getDirection() == DriftDirection.UP ? "up" : "down",
            feature.getDistance());
  }

  private static String said(DriftClass of) {
    return "%s %s instead of %s"
        .formatted(of.getName(), percent(of.getShare()), percent(of.getReferenceShare()));
  }

  static String spoken(@Nullable DriftFamily family) {
    return switch (String.valueOf(family)) {
      case "LABELS" -> "the predicted labels";
      case "SOFTMAX" -> "what the model says of them";
      case "FEATURES" -> "the features it decides by";
      default -> "the images themselves";
    };
  }

  static String small(double p) {
    return p >= 0.001
        ? String.format(Locale.ROOT, "%.3f", p)
        : String.format(Locale.ROOT, "%.0e", p);
  }

  private static String days(String duration) {
    Duration length = Duration.parse(duration);
    return length.toDays() > 0
        ? "%,d days".formatted(length.toDays())
        : "%,d minutes".formatted(length.toMinutes());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private void line(String name, String text) {
    lines.add("  %-9s %s".formatted(name, text));
  }
}
