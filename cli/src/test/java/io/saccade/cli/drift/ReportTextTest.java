package io.saccade.cli.drift;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReportTextTest {

  @Test
  void answersTheFourQuestions() {
    assertThat(ReportText.of(alarm().build(), Optional.empty()).lines())
        .containsExactly(
            "digits 2, all images, windows of 5m",
            "  window    2026-11-22T15:00:00Z to 2026-11-22T15:05:00Z, 1,204 images, 3 came too late",
            "  state     ALARM (was OK)",
            "  burn-in   0 of 60 windows accepted; until all are, every image counts as one (`drift"
                + " accept`)",
            "  real?     yes: p 2e-05 (beyond what was drawn), one window alarms below 1e-04; false"
                + " alarms once in 30 days",
            "  big?      yes: effect 0.310 in the images themselves, an alarm takes 0.05",
            "  hurts?    yes: about 84.1 % right (81.9 % to 86.2 %), 97.4 % on the reference, as its"
                + " own confidence has it",
            "  changed   brightness down by 0.31",
            "            predicted 3 18.0 % instead of 10.0 %");
  }

  @Test
  void believesLabelsMoreThanItsOwnConfidence() {
    AccuracyReport labelled =
        AccuracyReport.newBuilder()
            .setModel("digits")
            .setVersion("2")
            .setSha256("0".repeat(64))
            .setStreamKey("")
            .setScale("PT5M")
            .setStart(Instant.parse("2026-11-22T15:00:00Z"))
            .setEnd(Instant.parse("2026-11-22T15:05:00Z"))
            .setFinalAt(Instant.parse("2026-11-29T15:05:00Z"))
            .setPredictions(1_204)
            .setLabelled(600)
            .setRight(426)
            .setAccuracy(new RealisedAccuracy(0.71, 0.672, 0.745))
            .setEstimate(null)
            .setCalibrationError(null)
            .setBins(List.of())
            .setClasses(List.of())
            .setContradicting(0)
            .setUnknownClass(0)
            .setLate(0)
            .setLabels(null)
            .build();

    assertThat(ReportText.of(alarm().build(), Optional.of(labelled)).lines())
        .contains(
            "  hurts?    yes: 71.0 % right (67.2 % to 74.5 %) of 600 labelled, 97.4 % on the reference",
            "            its own confidence made one expect 84.1 %")
        .noneMatch(line -> line.contains("as its own confidence has it"));
  }

  @Test
  void saysWhatToDoWhereThereIsTooLittle() {
    DriftReport report =
        alarm()
            .setP(null)
            .setEffect(null)
            .setState(DriftState.INSUFFICIENT)
            .setStateBefore(DriftState.INSUFFICIENT)
            .setImages(40)
            .setLate(0)
            .setClosed(DriftClose.IDLE)
            .setReferenceTooSmall(true)
            .setReferenceImages(900)
            .setBurnInWindows(12)
            .build();

    assertThat(ReportText.of(report, Optional.empty()).lines())
        .containsExactly(
            "digits 2, all images, windows of 5m",
            "  window    2026-11-22T15:00:00Z to 2026-11-22T15:05:00Z, 40 images, closed because"
                + " nothing came",
            "  state     INSUFFICIENT",
            "  burn-in   12 of 60 windows accepted; until all are, every image counts as one (`drift"
                + " accept`)",
            "  too few   a window is judged by 200 images at least; these count in the next one",
            "  beware    the reference has 900 images, too few for such windows; 10,000 are advised");
  }

  @Test
  void saysWhatImagesAreWorthThatRepeatEachOtherAndHowFarTheyAlwaysWere() {
    DriftReport report = worth().build();

    assertThat(ReportText.of(report, Optional.empty()).lines())
        .contains(
            "  worth     241 images: frames repeat each other about 5 times",
            "  gap       0.080 between the accepted windows, all together, and the reference"
                + " (image.red down)",
            "  beware    what was accepted is off the reference itself; one that was made of such"
                + " images would see more");
  }

  @Test
  void namesWhatMovedInTheImagesBesideWhatThatDidToTheModel() {
    DriftFeature energy = softmax("energy", 0.97);
    DriftFeature entropy = softmax("entropy", 0.97);
    DriftFeature dark =
        new DriftFeature("image.brightness", DriftFamily.IMAGE, 0.6, DriftDirection.DOWN);
    DriftFeature still =
        new DriftFeature("image.bytes", DriftFamily.IMAGE, 0.4, DriftDirection.DOWN);

    assertThat(reason(energy, entropy, dark))
        .startsWith("energy up by 0.97, image.brightness down by 0.60; effect 0.31");
    assertThat(reason(energy, entropy, still))
        .startsWith("energy up by 0.97, entropy up by 0.97; effect 0.31");
    assertThat(reason(energy)).startsWith("energy up by 0.97; effect 0.31");
    assertThat(reason()).startsWith("no one thing moved; effect 0.31");
  }

  private static DriftFeature softmax(String name, double distance) {
    return new DriftFeature(name, DriftFamily.SOFTMAX, distance, DriftDirection.UP);
  }

  private static String reason(DriftFeature... features) {
    return ReportText.reason(alarm().setFeatures(List.of(features)).build());
  }

  @Test
  void fitsALine() {
    assertThat(ReportLine.of(worth().build()))
        .isEqualTo(
            "2026-11-22T15:05:00Z  5m      digits 2                  1,204        241  ALARM       "
                + "    2.0e-05   0.310    84.1 %  image");
  }

  private static DriftReport.Builder worth() {
    return alarm()
        .setBurnInWindows(60)
        .setImagesOfOne(5.0)
        .setEffectiveImages(1_204 / 5.0)
        .setBurnInGap(0.08)
        .setBurnInShift(
            new DriftFeature("image.red", DriftFamily.IMAGE, 0.08, DriftDirection.DOWN));
  }

  static DriftReport.Builder alarm() {
    return DriftReport.newBuilder()
        .setModel("digits")
        .setVersion("2")
        .setSha256("0".repeat(64))
        .setStreamKey("")
        .setScale("PT5M")
        .setStart(Instant.parse("2026-11-22T15:00:00Z"))
        .setEnd(Instant.parse("2026-11-22T15:05:00Z"))
        .setClosed(DriftClose.STREAM_TIME)
        .setImages(1_204)
        .setReferenceImages(10_000)
        .setLate(3)
        .setCarriedOver(0)
        .setState(DriftState.ALARM)
        .setStateBefore(DriftState.OK)
        .setP(2e-5)
        .setExtrapolated(true)
        .setEffect(0.31)
        .setEffectOf(DriftFamily.IMAGE)
        .setAccuracy(new DriftAccuracy(0.841, 0.819, 0.862, 0.974))
        .setFeatures(
            List.of(new DriftFeature("brightness", DriftFamily.IMAGE, 0.31, DriftDirection.DOWN)))
        .setClasses(List.of(new DriftClass(3, "3", 0.18, 0.1, 0.19)))
        .setFamilies(List.of())
        .setBurnInShift(null)
        .setLesson(null)
        .setFigures(Map.of())
        .setAlphaOne(1e-4)
        .setAlphaTwo(0.01)
        .setMinEffect(0.05)
        .setMinSamples(200)
        .setFalseAlarmEvery("P30D");
  }
}
