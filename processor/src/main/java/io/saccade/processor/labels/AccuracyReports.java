package io.saccade.processor.labels;

import io.saccade.processor.accuracy.Accuracy;
import io.saccade.processor.accuracy.AccuracySums;
import io.saccade.processor.accuracy.AnswerStream;
import io.saccade.processor.accuracy.Count;
import io.saccade.processor.accuracy.LabelRule;
import io.saccade.processor.accuracy.ModelClasses;
import io.saccade.schemas.avro.AccuracyReport;
import io.saccade.schemas.avro.ConfidenceBin;
import io.saccade.schemas.avro.EstimateCheck;
import io.saccade.schemas.avro.EstimateVerdict;
import io.saccade.schemas.avro.LabelCounts;
import io.saccade.schemas.avro.MistakenClass;
import io.saccade.schemas.avro.RealisedAccuracy;
import java.time.Instant;

/** Writes down what the answers of a window come to. */
final class AccuracyReports {

  /** As many as a person looks at. */
  private static final int WORST = 10;

  private final LabelRule rule;

  AccuracyReports(LabelRule rule) {
    this.rule = rule;
  }

  /** Whether there is any label: without one a report would say nothing. */
  static boolean worthIt(AccuracySums sums) {
    return sums.get(Count.LABELLED) > 0
        || sums.get(Count.CONTRADICTED) > 0
        || sums.get(Count.UNKNOWN) > 0
        || sums.get(Count.LATE) > 0
        || sums.get(Count.RECEIVED) > 0;
  }

  /** What a report replaces the one before by. */
  static String key(AccuracyReport report) {
    String of =
        report.getModel().isEmpty()
            ? "labels"
            : String.join(
                "/",
                report.getModel(),
                report.getVersion(),
                report.getSha256().substring(0, 12),
                report.getStreamKey());
    return String.join("/", of, report.getScale(), report.getStart().toString());
  }

  AccuracyReport report(AccuracyWindow window, ModelClasses classes, AccuracySums sums) {
    Accuracy accuracy = new Accuracy(sums);
    boolean labels = window.stream().equals(AnswerStream.LABELS);
    return AccuracyReport.newBuilder()
        .setModel(labels ? "" : classes.model())
        .setVersion(classes.version())
        .setSha256(window.stream().sha256())
        .setStreamKey(window.stream().key())
        .setScale(window.scale().length().toString())
        .setStart(Instant.ofEpochMilli(window.start()))
        .setEnd(Instant.ofEpochMilli(window.end()))
        .setFinalAt(Instant.ofEpochMilli(window.end()).plus(rule.patience()))
        .setPredictions(sums.get(Count.PREDICTIONS))
        .setLabelled(sums.get(Count.LABELLED))
        .setRight(sums.get(Count.RIGHT))
        .setAccuracy(accuracy.realised().map(AccuracyReports::realised).orElse(null))
        .setEstimate(check(accuracy))
        .setCalibrationError(accuracy.calibrationError().orElse(null))
        .setBins(accuracy.bins().stream().map(AccuracyReports::bin).toList())
        .setClasses(accuracy.mistaken(WORST).stream().map(one -> mistaken(one, classes)).toList())
        .setContradicting(sums.get(Count.CONTRADICTED))
        .setUnknownClass(sums.get(Count.UNKNOWN))
        .setLate(sums.get(Count.LATE))
        .setLabels(labels ? counts(sums) : null)
        .build();
  }

  private static RealisedAccuracy realised(Accuracy.Share share) {
    return new RealisedAccuracy(share.value(), share.low(), share.high());
  }

  @SuppressWarnings("NullAway") // As Avro declares it.
  private static EstimateCheck check(Accuracy accuracy) {
    return accuracy
        .expected()
        .map(
            expected ->
                new EstimateCheck(
                    expected.value(),
                    expected.low(),
                    expected.high(),
                    accuracy.calibrated(),
                    verdict(expected, accuracy.realised().orElseThrow().value())))
        .orElse(null);
  }

  private static EstimateVerdict verdict(Accuracy.Share expected, double realised) {
    if (realised < expected.low()) {
      return EstimateVerdict.TOO_HIGH;
    }
    return realised > expected.high() ? EstimateVerdict.TOO_LOW : EstimateVerdict.AGREES;
  }

  private static ConfidenceBin bin(Accuracy.Bin bin) {
    return new ConfidenceBin(bin.from(), bin.images(), bin.confidence(), bin.right());
  }

  private static MistakenClass mistaken(Accuracy.Mistaken one, ModelClasses classes) {
    return new MistakenClass(
        one.index(),
        name(one.index(), classes),
        one.images(),
        one.right(),
        one.takenFor().map(index -> name(index, classes)).orElse(null),
        one.taken());
  }

  private static String name(int index, ModelClasses classes) {
    return index < classes.names().size() ? classes.names().get(index) : "#" + index;
  }

  private static LabelCounts counts(AccuracySums sums) {
    long received = sums.get(Count.RECEIVED);
    long matched = sums.get(Count.MATCHED);
    long repeated = sums.get(Count.REPEATED);
    long refused = sums.get(Count.REFUSED);
    return new LabelCounts(
        received, matched, received - matched - repeated - refused, repeated, refused);
  }
}
