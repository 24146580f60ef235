package io.saccade.cli.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.schemas.avro.AccuracyReport;
import io.saccade.schemas.avro.EstimateCheck;
import io.saccade.schemas.avro.EstimateVerdict;
import io.saccade.schemas.avro.LabelCounts;
import io.saccade.schemas.avro.MistakenClass;
import io.saccade.schemas.avro.RealisedAccuracy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AccuracyTextTest {

  private static final Instant START = Instant.parse("2026-11-22T15:00:00Z");
  private static final Instant FINAL = START.plus(Duration.ofHours(169));

  @Test
  void saysHowManyWereRightAndWhetherTheEstimateAgrees() {
    assertThat(AccuracyText.of(report(EstimateVerdict.AGREES, true).build(), START))
        .containsExactly(
            "flowers 2, all images, hour from 2026-11-22T15:00:00Z",
            "  right     91.2 % (89.9 to 92.4) of 1,830 labelled; the estimate without labels was"
                + " 92.0 %: agrees",
            "  labels    for 1,830 of 2,004 images",
            "  sure      its confidence is off by 2.1 points on average (calibration error)",
            "  worst     tulip 301 of 361 right, mostly taken for rose (42); daisy 4 of 5 right",
            "  left out  12 whose labels contradict each other, 3 of a class that the model has not,"
                + " 1 that were labelled too late",
            "  final     not yet: labels count until 2026-11-29T16:00:00Z");
  }

  @Test
  void warnsOfAnEstimateThatDoesNotHold() {
    assertThat(AccuracyText.of(report(EstimateVerdict.TOO_HIGH, false).build(), FINAL))
        .contains(
            "  right     91.2 % (89.9 to 92.4) of 1,830 labelled; the estimate without labels was"
                + " 92.0 %: too high, right answers between 90.5 % and 93.5 % would agree"
                + " (uncalibrated: that takes a reference, and drift.enabled)",
            "  final     yes, since 2026-11-29T16:00:00Z");
  }

  @Test
  void saysWhereNoLabelCounts() {
    AccuracyReport report =
        report(EstimateVerdict.AGREES, true)
            .setAccuracy(null)
            .setEstimate(null)
            .setCalibrationError(null)
            .build();
    assertThat(AccuracyText.of(report, START))
        .contains("  right     unknown: no image has a label that counts")
        .noneMatch(line -> line.startsWith("  sure"));
  }

  @Test
  void saysWhatBecameOfLabels() {
    AccuracyReport report =
        report(EstimateVerdict.AGREES, true)
            .setScale("PT24H")
            .setLabels(new LabelCounts(100L, 90L, 5L, 3L, 2L))
            .build();
    assertThat(AccuracyText.of(report, START))
        .containsExactly(
            "labels sent within the day from 2026-11-22T15:00:00Z",
            "  sent      100: 90 belong to a prediction, 5 to none yet",
            "            3 say what was said before",
            "            2 were refused; the processor's log says why",
            "  final     not yet: labels count until 2026-11-29T16:00:00Z");
  }

  private static AccuracyReport.Builder report(EstimateVerdict verdict, boolean calibrated) {
    return AccuracyReport.newBuilder()
        .setModel("flowers")
        .setVersion("2")
        .setSha256("ab".repeat(32))
        .setStreamKey("")
        .setScale("PT1H")
        .setStart(START)
        .setEnd(START.plus(Duration.ofHours(1)))
        .setFinalAt(FINAL)
        .setPredictions(2_004)
        .setLabelled(1_830)
        .setRight(1_669)
        .setAccuracy(new RealisedAccuracy(0.912, 0.899, 0.924))
        .setEstimate(new EstimateCheck(0.92, 0.905, 0.935, calibrated, verdict))
        .setCalibrationError(0.021)
        .setBins(List.of())
        .setClasses(
            List.of(
                new MistakenClass(4, "tulip", 361L, 301L, "rose", 42L),
                new MistakenClass(1, "daisy", 5L, 4L, null, 0L)))
        .setContradicting(12)
        .setUnknownClass(3)
        .setLate(1)
        .setLabels(null);
  }
}
