package io.saccade.processor.dashboard;

import io.saccade.schemas.avro.AccuracyReport;
import io.saccade.schemas.avro.EstimateCheck;
import io.saccade.schemas.avro.RealisedAccuracy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many predictions of one stream of images were right, as the page has it.
 *
 * @param id tells it from others
 * @param model the model's name
 * @param version its version
 * @param key the events' key; empty for all images of a model
 * @param scale how long its windows are
 * @param windows the newest, the oldest of them first
 */
record AccuracyStream(
    String id, String model, String version, String key, String scale, List<Window> windows) {

  /** One window; shares are of 1, and null where nothing is labelled. */
  record Window(
      long start,
      long end,
      boolean isFinal,
      long predictions,
      long labelled,
      @Nullable Double share,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable Double estimate,
      @Nullable String verdict) {

    static Window of(AccuracyReport report, Instant now) {
      RealisedAccuracy accuracy = report.getAccuracy();
      EstimateCheck estimate = report.getEstimate();
      return new Window(
          report.getStart().toEpochMilli(),
          report.getEnd().toEpochMilli(),
          report.getFinalAt().isBefore(now),
          report.getPredictions(),
          report.getLabelled(),
          accuracy == null ? null : (Double) accuracy.getShare(),
          accuracy == null ? null : (Double) accuracy.getLow(),
          accuracy == null ? null : (Double) accuracy.getHigh(),
          estimate == null ? null : (Double) estimate.getShare(),
          estimate == null ? null : estimate.getVerdict().toString());
    }
  }

  static String id(AccuracyReport report) {
    return String.join(
        "|", report.getModel(), report.getVersion(), report.getStreamKey(), report.getScale());
  }

  static AccuracyStream of(AccuracyReport report, List<Window> windows) {
    return new AccuracyStream(
        id(report),
        report.getModel(),
        report.getVersion(),
        report.getStreamKey(),
        report.getScale(),
        windows);
  }
}
