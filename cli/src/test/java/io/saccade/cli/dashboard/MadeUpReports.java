package io.saccade.cli.dashboard;

import io.saccade.schemas.avro.AccuracyReport;
import io.saccade.schemas.avro.DriftAccuracy;
import io.saccade.schemas.avro.DriftClass;
import io.saccade.schemas.avro.DriftClose;
import io.saccade.schemas.avro.DriftDirection;
import io.saccade.schemas.avro.DriftFamily;
import io.saccade.schemas.avro.DriftFeature;
import io.saccade.schemas.avro.DriftReport;
import io.saccade.schemas.avro.DriftState;
import io.saccade.schemas.avro.EstimateCheck;
import io.saccade.schemas.avro.EstimateVerdict;
import io.saccade.schemas.avro.RealisedAccuracy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reports of twenty cameras, of which one has got dark: as the topics have them, made up. */
public final class MadeUpReports {

  static final int CAMERAS = 20;
  static final String DARK = "camera-07";

  private static final int WINDOWS = 24;
  private static final int DARK_SINCE = 18;
  private static final Duration LENGTH = Duration.ofMinutes(5);

  private MadeUpReports() {}

  /** Two hours of windows of every camera. */
  public static List<DriftReport> drift(Instant now) {
    Instant end = now.truncatedTo(ChronoUnit.MINUTES);
    List<DriftReport> reports = new ArrayList<>();
    for (int window = 0; window < WINDOWS; window++) {
      Instant until = end.minus(LENGTH.multipliedBy(WINDOWS - 1L - window));
      for (int camera = 0; camera < CAMERAS; camera++) {
        String key = "camera-%02d".formatted(camera);
        boolean dark = key.equals(DARK) && window >= DARK_SINCE;
        DriftState before = dark && window > DARK_SINCE ? DriftState.ALARM : DriftState.OK;
        DriftReport.Builder report = window(key, until, 0.01 + 0.001 * ((window * 7 + camera) % 9));
        reports.add(dark ? darkened(report).setStateBefore(before).build() : report.build());
      }
    }
    return reports;
  }

  private static DriftReport.Builder window(String key, Instant until, double effect) {
    return DriftReport.newBuilder()
        .setModel("colors")
        .setVersion("1")
        .setSha256("0".repeat(64))
        .setStreamKey(key)
        .setScale(LENGTH.toString())
        .setStart(until.minus(LENGTH))
        .setEnd(until)
        .setClosed(DriftClose.STREAM_TIME)
        .setImages(1_204)
        .setReferenceImages(10_000)
        .setLate(0)
        .setCarriedOver(0)
        .setState(DriftState.OK)
        .setStateBefore(DriftState.OK)
        .setP(0.4)
        .setEffect(effect)
        .setEffectOf(DriftFamily.IMAGE)
        .setAccuracy(new DriftAccuracy(0.968, 0.955, 0.979, 0.974))
        .setFeatures(
            List.of(new DriftFeature("image.red", DriftFamily.IMAGE, 0.02, DriftDirection.UP)))
        .setClasses(List.of())
        .setFamilies(List.of())
        .setBurnInShift(null)
        .setLesson(null)
        .setFigures(Map.of())
        .setAlphaOne(1e-4)
        .setAlphaTwo(0.004)
        .setMinEffect(0.05)
        .setMinSamples(200)
        .setFalseAlarmEvery("P30D");
  }

  private static DriftReport.Builder darkened(DriftReport.Builder report) {
    return report
        .setState(DriftState.ALARM)
        .setP(2e-5)
        .setExtrapolated(true)
        .setEffect(0.31)
        .setAccuracy(new DriftAccuracy(0.841, 0.819, 0.862, 0.974))
        .setFeatures(
            List.of(
                new DriftFeature("image.brightness", DriftFamily.IMAGE, 0.31, DriftDirection.DOWN),
                new DriftFeature("softmax.entropy", DriftFamily.SOFTMAX, 0.12, DriftDirection.UP)))
        .setClasses(List.of(new DriftClass(1, "blue", 0.28, 0.2, 0.2)));
  }

  /** Two hours of which labels came. */
  static List<AccuracyReport> accuracy(Instant now) {
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    return List.of(
        hour(hour.minus(Duration.ofHours(2)), 1_830, 1_669, EstimateVerdict.AGREES),
        hour(hour.minus(Duration.ofHours(1)), 330, 281, EstimateVerdict.TOO_HIGH));
  }

  private static AccuracyReport hour(
      Instant start, long labelled, long right, EstimateVerdict verdict) {
    double share = (double) right / labelled;
    return AccuracyReport.newBuilder()
        .setModel("colors")
        .setVersion("1")
        .setSha256("0".repeat(64))
        .setStreamKey("")
        .setScale("PT1H")
        .setStart(start)
        .setEnd(start.plus(Duration.ofHours(1)))
        .setFinalAt(start.plus(Duration.ofDays(7)))
        .setPredictions(2_004)
        .setLabelled(labelled)
        .setRight(right)
        .setAccuracy(new RealisedAccuracy(share, share - 0.02, share + 0.02))
        .setEstimate(new EstimateCheck(0.92, 0.9, 0.94, true, verdict))
        .setBins(List.of())
        .setClasses(List.of())
        .setLabels(null)
        .build();
  }
}
