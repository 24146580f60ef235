package io.saccade.processor.dashboard;

import io.saccade.schemas.avro.DriftAccuracy;
import io.saccade.schemas.avro.DriftReport;
import io.saccade.schemas.avro.DriftState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one stream of images stands, as the page has it.
 *
 * @param id tells it from others
 * @param model the model's name
 * @param version its version
 * @param key the events' key; empty for all images of a model
 * @param scale how long its windows are
 * @param state after the latest window that held enough images
 * @param report the latest window
 * @param history windows, the oldest first
 */
record DriftStream(
    String id,
    String model,
    String version,
    String key,
    String scale,
    String state,
    Report report,
    List<Window> history) {

  /** A window that was, as a point of a curve. */
  record Window(long end, @Nullable Double effect, @Nullable Double p, String state, long images) {}

  /** What changed among the images. */
  record Feature(String name, String family, double distance, String direction) {}

  /** A class that comes more or less often. */
  record Shifted(String name, double share, double referenceShare) {}

  /** How many are likely to be right. */
  record Accuracy(double estimate, double low, double high, @Nullable Double reference) {

    static @Nullable Accuracy of(@Nullable DriftAccuracy of) {
      return of == null
          ? null
          : new Accuracy(of.getEstimate(), of.getLow(), of.getHigh(), of.getReference());
    }
  }

  /** A window, with all that the page says of it; named as in {@link DriftReport}. */
  record Report(
      long start,
      long end,
      long images,
      long referenceImages,
      String state,
      @Nullable Double p,
      boolean extrapolated,
      @Nullable Double effect,
      @Nullable String effectOf,
      @Nullable Accuracy accuracy,
      List<Feature> features,
      List<Shifted> classes,
      double alphaOne,
      double alphaTwo,
      double minEffect,
      long minSamples,
      String falseAlarmEvery,
      boolean referenceTooSmall,
      int burnInWindows,
      @Nullable Double burnInGap) {

    private static final int MOST = 5;

    static Report of(DriftReport report) {
      return new Report(
          report.getStart().toEpochMilli(),
          report.getEnd().toEpochMilli(),
          report.getImages(),
          report.getReferenceImages(),
          report.getState().toString(),
          report.getP(),
          report.getExtrapolated(),
          report.getEffect(),
          report.getEffectOf() == null ? null : report.getEffectOf().toString(),
          Accuracy.of(report.getAccuracy()),
          features(report),
          classes(report),
          report.getAlphaOne(),
          report.getAlphaTwo(),
          report.getMinEffect(),
          report.getMinSamples(),
          report.getFalseAlarmEvery(),
          report.getReferenceTooSmall(),
          report.getBurnInWindows(),
          report.getBurnInGap());
    }

    private static List<Feature> features(DriftReport report) {
      return report.getFeatures().stream()
          .limit(MOST)
          .map(
              of ->
                  new Feature(
                      of.getName(),
                      of.getFamily().toString(),
                      of.getDistance(),
                      of.getDirection().toString()))
          .toList();
    }

    private static List<Shifted> classes(DriftReport report) {
      return report.getClasses().stream()
          .limit(MOST)
          .map(of -> new Shifted(of.getName(), of.getShare(), of.getReferenceShare()))
          .toList();
    }
  }

  static String id(DriftReport report) {
    return String.join(
        "|", report.getModel(), report.getVersion(), report.getStreamKey(), report.getScale());
  }

  static Window window(DriftReport report) {
    return new Window(
        report.getEnd().toEpochMilli(),
        report.getEffect(),
        report.getP(),
        report.getState().toString(),
        report.getImages());
  }

  static DriftStream of(DriftReport report, List<Window> history) {
    // A window of too few images says nothing, and leaves a stream as it stands.
    DriftState state =
        report.getState() == DriftState.INSUFFICIENT ? report.getStateBefore() : report.getState();
    return new DriftStream(
        id(report),
        report.getModel(),
        report.getVersion(),
        report.getStreamKey(),
        report.getScale(),
        state.toString(),
        Report.of(report),
        history);
  }
}
