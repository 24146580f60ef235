package io.saccade.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.processor.drift.Acceptance;
import io.saccade.processor.drift.BurnIn;
import io.saccade.processor.drift.DriftSettings.StreamKeys;
import io.saccade.processor.lookahead.Outcome;
import io.saccade.schemas.avro.AcceptedWindow;
import io.saccade.schemas.avro.DriftAcceptance;
import io.saccade.schemas.avro.DriftDirection;
import io.saccade.schemas.avro.DriftFeature;
import io.saccade.schemas.avro.DriftLesson;
import io.saccade.schemas.avro.DriftReport;
import io.saccade.schemas.avro.DriftState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of windows once an operator has said in which of them all was well. */
final class AcceptedWindowsTest {

  private static final StreamId STREAM = new StreamId(TestReference.SHA256, "");
  private static final int ALIKE = 5;
  private static final int IMAGES = 400;
  private static final double ALPHA = 0.05;

  private static TestReference reference;
  private static References references;

  @BeforeAll
  static void makeReference() throws Exception {
    reference = new TestReference(5_000); // so that windows count in full
    references = new References();
    references.add(reference.watch);
  }

  /** Windows of five minutes, one after the other, of a video: frames of one scene each. */
  private static List<DriftReport> film(DriftStage stage, int from, int windows, double shift) {
    Random random = new Random(from);
    for (int window = from; window < from + windows; window++) {
      long start = window * 5L * DriftStage.MINUTE;
      Outcome.Seen seen = reference.image(random, shift);
      for (int i = 0; i < IMAGES; i++) {
        seen = i % ALIKE == 0 ? reference.image(random, shift) : seen;
        stage.image(0, "camera", start, seen);
      }
      stage.event(0, start + 8 * DriftStage.MINUTE);
      stage.commit();
    }
    return stage.reports().stream().filter(of -> of.getScale().equals("PT5M")).toList();
  }

  private static DriftAcceptance acceptance(List<DriftReport> reports) {
    return record(reports.stream().map(of -> window(of, lesson(of).getFeatures())).toList());
  }

  private static DriftAcceptance record(List<AcceptedWindow> windows) {
    return new DriftAcceptance(
        "colors", "1", STREAM.sha256(), STREAM.key(), Instant.EPOCH, "ada", "looked", windows);
  }

  private static AcceptedWindow window(DriftReport of, double features) {
    return new AcceptedWindow(
        of.getStart(),
        of.getEnd(),
        of.getImages(),
        of.getState().name(),
        lesson(of).getSize(),
        lesson(of).getSoftmax(),
        features,
        lesson(of).getImage(),
        shifts(of),
        Instant.EPOCH,
        "ada",
        "looked");
  }

  private static DriftLesson lesson(DriftReport of) {
    return Objects.requireNonNull(of.getLesson());
  }

  private static Map<String, Double> shifts(DriftReport report) {
    return report.getFeatures().stream()
        .collect(
            Collectors.toMap(
                DriftFeature::getName,
                of ->
                    of.getDirection() == DriftDirection.UP ? of.getDistance() : -of.getDistance()));
  }

  private static double alarming(List<DriftReport> reports) {
    return (double) reports.stream().filter(of -> of.getP() <= ALPHA).count() / reports.size();
  }

  @Test
  void framesThatRepeatEachOtherAlarmAsOftenAsAskedForOnceAcceptedAndFarMoreOftenBefore() {
    try (DriftStage stage = new DriftStage(1, StreamKeys.MODEL, references)) {
      List<DriftReport> before = film(stage, 0, BurnIn.WINDOWS, 0);
      assertThat(alarming(before)).isGreaterThan(4 * ALPHA);
      assertThat(before).allSatisfy(of -> assertThat(of.getEffectiveImages()).isNull());

      stage.accept(STREAM, acceptance(before));
      List<DriftReport> after = film(stage, BurnIn.WINDOWS, BurnIn.WINDOWS, 0);

      assertThat(alarming(after)).isLessThan(2.5 * ALPHA);
      assertThat(after)
          .allSatisfy(
              of -> {
                assertThat(of.getBurnInWindows()).isEqualTo(BurnIn.WINDOWS);
                assertThat(of.getImagesOfOne()).isBetween(4.0, 9.0);
                assertThat(of.getEffectiveImages()).isEqualTo(IMAGES / of.getImagesOfOne());
                assertThat(of.getBurnInGap()).isLessThan(0.03);
              });
      assertThat(film(stage, 3 * BurnIn.WINDOWS, 2, 1))
          .as("what has truly changed is still seen")
          .allSatisfy(of -> assertThat(of.getP()).isLessThan(1e-3));
    }
  }

  @Test
  void saysHowFarTheBurnInIsAndForgetsItWhenItIsTakenBack() {
    try (DriftStage stage = new DriftStage(1, StreamKeys.MODEL, references)) {
      List<DriftReport> first = film(stage, 0, 12, 0.4);
      stage.accept(STREAM, acceptance(first));

      DriftReport later = film(stage, 12, 1, 0.4).get(0);
      assertThat(later.getBurnInWindows()).isEqualTo(12);
      assertThat(later.getImagesOfOne()).isEqualTo(1);
      assertThat(later.getEffectiveImages()).isNull();
      assertThat(later.getBurnInGap()).as("the stream was off all along").isGreaterThan(0.1);
      assertThat(later.getBurnInShift()).isNotNull();

      stage.accept(STREAM, acceptance(List.of()));
      DriftReport last = film(stage, 13, 1, 0.4).get(0);
      assertThat(last.getBurnInWindows()).isZero();
      assertThat(last.getBurnInGap()).isNull();
      assertThat(stage.accepted).last().isEqualTo(Acceptance.NONE);
    }
  }

  @Test
  void saysTheSameBytesWhereTheSameIsAcceptedAgain() {
    List<List<String>> runs = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      try (DriftStage stage = new DriftStage(1, StreamKeys.MODEL, references)) {
        stage.accept(STREAM, acceptance(film(stage, 0, 3, 0)));
        List<DriftReport> unused = film(stage, 3, 3, 0);
        runs.add(
            stage.written().stream()
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .toList());
      }
    }

    assertThat(runs.get(0)).hasSize(6).isEqualTo(runs.get(1));
  }

  @Test
  void leavesOutWhatNoWindowSaysAndWhatIsOfAnotherStream() {
    try (DriftStage stage = new DriftStage(1, StreamKeys.MODEL, references)) {
      DriftReport report = film(stage, 0, 1, 0).get(0);
      stage.accept(new StreamId(STREAM.sha256(), "camera-2"), acceptance(List.of(report)));
      stage.accept(STREAM, record(List.of(window(report, -1))));

      assertThat(stage.ignored).hasSize(2);
      assertThat(film(stage, 1, 1, 0).get(0).getBurnInWindows()).isZero();
    }
  }

  @Test
  void countsAlarmsAndSaysHowAStreamStandsAsMetrics() {
    try (DriftStage stage = new DriftStage(1, StreamKeys.MODEL, references)) {
      List<DriftReport> reports = film(stage, 0, 2, 2);

      assertThat(reports).extracting(DriftReport::getState).contains(DriftState.ALARM);
      assertThat(stage.metric("alarm-state")).isEqualTo(2.0);
      assertThat(stage.metric("alarms-total")).isEqualTo(1.0);
      assertThat(stage.metric("windows-total")).isEqualTo((double) reports.size());
      assertThat(stage.metric("p")).isEqualTo(reports.get(reports.size() - 1).getP());
    }
  }
}
