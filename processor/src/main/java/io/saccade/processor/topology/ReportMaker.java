package io.saccade.processor.topology;

import io.saccade.model.calibration.Calibration;
import io.saccade.model.calibration.PValues;
import io.saccade.model.drift.ClassShift;
import io.saccade.model.drift.Distances;
import io.saccade.model.drift.Effects;
import io.saccade.model.drift.Estimates;
import io.saccade.model.drift.Priors;
import io.saccade.model.drift.ReferenceProfile;
import io.saccade.model.drift.SeriesShift;
import io.saccade.model.drift.WindowSums;
import io.saccade.processor.drift.Acceptance;
import io.saccade.processor.drift.BurnIn;
import io.saccade.processor.drift.Gap;
import io.saccade.processor.drift.Judgement;
import io.saccade.processor.drift.Lesson;
import io.saccade.processor.drift.Scale;
import io.saccade.processor.drift.Window;
import io.saccade.processor.drift.WindowJudge;
import io.saccade.processor.serving.Watch;
import io.saccade.schemas.avro.DriftAccuracy;
import io.saccade.schemas.avro.DriftClass;
import io.saccade.schemas.avro.DriftClose;
import io.saccade.schemas.avro.DriftDirection;
import io.saccade.schemas.avro.DriftFamily;
import io.saccade.schemas.avro.DriftFamilyResult;
import io.saccade.schemas.avro.DriftFeature;
import io.saccade.schemas.avro.DriftLesson;
import io.saccade.schemas.avro.DriftReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Writes down what is known of a window that was closed, and how far it is from its reference. */
final class ReportMaker {

  /** As many as a person looks at. */
  private static final int TOP = 10;

  private final Watch watch;
  private final StreamWindows.Closed closed;
  private final Acceptance acceptance;
  private final WindowSums window;

  ReportMaker(Watch watch, StreamWindows.Closed closed, Acceptance acceptance) {
    this.watch = watch;
    this.closed = closed;
    this.acceptance = acceptance;
    this.window = closed.sums();
  }

  /**
   * The report, but for the stream and its alarm.
   *
   * @param judgement empty where there are too few images
   */
  DriftReport.Builder report(Optional<Judgement> judgement) {
    Window span = closed.closing().window();
    long reference = watch.profile().images();
    DriftReport.Builder report =
        DriftReport.newBuilder()
            .setModel(watch.version().name())
            .setVersion(watch.version().version())
            .setSha256(watch.version().sha256())
            .setScale(span.scale().length().toString())
            .setStart(Instant.ofEpochMilli(span.fromMillis()))
            .setEnd(Instant.ofEpochMilli(span.endMillis()))
            .setClosed(DriftClose.valueOf(span.reason().name()))
            .setImages(window.images())
            .setReferenceImages(reference)
            .setReferenceTooSmall(
                reference < Calibration.RELIABLE_REFERENCE || window.images() > reference / 10)
            .setLate(closed.before().late())
            .setCarriedOver(closed.before().carriedOver());
    burnIn(report);
    judgement.ifPresentOrElse(of -> fill(report, of), () -> leaveOpen(report));
    return report;
  }

  private void burnIn(DriftReport.Builder report) {
    BurnIn burnIn = acceptance.burnIn();
    double imagesOfOne = burnIn.imagesOfOne();
    report
        .setBurnInWindows(burnIn.windows())
        .setBurnInGap(acceptance.gap().map(gap -> Math.abs(gap.distance())).orElse(null))
        .setBurnInShift(acceptance.gap().map(ReportMaker::shift).orElse(null))
        .setImagesOfOne(imagesOfOne)
        .setEffectiveImages(burnIn.complete() ? window.images() / imagesOfOne : null)
        .setLesson(lesson().orElse(null));
  }

  /** Only the shortest windows teach: they are many, and repetition is of neighbours. */
  private Optional<DriftLesson> lesson() {
    return closed.closing().sufficient() && closed.closing().window().scale() == Scale.FIVE_MINUTES
        ? new WindowJudge(watch.reference()).lesson(window).map(ReportMaker::lesson)
        : Optional.empty();
  }

  private static DriftLesson lesson(Lesson of) {
    return new DriftLesson(of.size(), of.softmax(), of.features(), of.image());
  }

  private static DriftFeature shift(Gap gap) {
    return feature(gap.series(), gap.distance());
  }

  /** Avro would fill in the defaults by reading their schemas, whose classes it does not trust. */
  private static void leaveOpen(DriftReport.Builder report) {
    report
        .setP(null)
        .setExtrapolated(false)
        .setEffect(null)
        .setEffectOf(null)
        .setAccuracy(null)
        .setFamilies(List.of())
        .setFeatures(List.of())
        .setClasses(List.of())
        .setFigures(Map.of());
  }

  private void fill(DriftReport.Builder report, Judgement judgement) {
    Estimates estimates = Estimates.of(watch.profile(), window);
    List<SeriesShift> series = SeriesShift.of(watch.profile(), window);
    report
        .setP(judgement.pValues().joint())
        .setExtrapolated(judgement.pValues().extrapolated())
        .setEffect(judgement.effects().largest())
        .setEffectOf(effectOf(judgement.effects()))
        .setAccuracy(accuracy(estimates))
        .setFamilies(families(judgement))
        .setFeatures(features(series))
        .setClasses(classes(estimates.priors()))
        .setFigures(figures(series, estimates));
  }

  private DriftAccuracy accuracy(Estimates estimates) {
    Double reference = watch.profile().confusion().map(of -> of.accuracy()).orElse(null);
    return new DriftAccuracy(
        estimates.accuracy(), estimates.accuracyLow(), estimates.accuracyHigh(), reference);
  }

  private static List<DriftFamilyResult> families(Judgement judgement) {
    Effects effects = judgement.effects();
    Distances distances = judgement.distances();
    PValues p = judgement.pValues();
    return List.of(
        new DriftFamilyResult(DriftFamily.LABELS, effects.labels(), distances.labels(), p.labels()),
        new DriftFamilyResult(
            DriftFamily.SOFTMAX, effects.softmax(), distances.softmax(), p.softmax()),
        new DriftFamilyResult(
            DriftFamily.FEATURES, effects.features(), distances.features(), p.features()),
        new DriftFamilyResult(DriftFamily.IMAGE, effects.image(), distances.image(), p.image()));
  }

  private static DriftFamily effectOf(Effects effects) {
    Map<DriftFamily, Double> all = new EnumMap<>(DriftFamily.class);
    all.put(DriftFamily.LABELS, effects.labels());
    all.put(DriftFamily.SOFTMAX, effects.softmax());
    all.put(DriftFamily.FEATURES, effects.features());
    all.put(DriftFamily.IMAGE, effects.image());
    return all.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElseThrow();
  }

  /**
   * Those that moved most, and of each family the one that did, however many of another are above.
   */
  static List<DriftFeature> features(List<SeriesShift> series) {
    List<DriftFeature> features = new ArrayList<>();
    Set<DriftFamily> families = EnumSet.noneOf(DriftFamily.class);
    for (SeriesShift shift : series) {
      DriftFeature feature = feature(shift);
      if (families.add(feature.getFamily()) || features.size() < TOP) {
        features.add(feature);
      }
    }
    return features;
  }

  private static DriftFeature feature(SeriesShift shift) {
    return feature(shift.series(), shift.distance());
  }

  private static DriftFeature feature(String series, double distance) {
    return new DriftFeature(
        series,
        series.startsWith("image.") ? DriftFamily.IMAGE : DriftFamily.SOFTMAX,
        Math.abs(distance),
        distance >= 0 ? DriftDirection.UP : DriftDirection.DOWN);
  }

  private List<DriftClass> classes(Optional<Priors> priors) {
    return ClassShift.of(watch.profile(), window).stream()
        .filter(shift -> shift.difference() != 0)
        .limit(TOP)
        .map(
            shift ->
                new DriftClass(
                    shift.label(),
                    watch.labels().get(shift.label()),
                    shift.share(),
                    shift.referenceShare(),
                    priors.map(of -> of.shares()[shift.label()]).orElse(null)))
        .toList();
  }

  /** What other tools would say, of the series that moved most, and of all labels. */
  private Map<String, Double> figures(List<SeriesShift> series, Estimates estimates) {
    Map<String, Double> figures = new TreeMap<>();
    figures.put("confidence.mean", estimates.confidence());
    estimates.highEnergy().ifPresent(share -> figures.put("energy.beyond.99", share));
    estimates.priors().ifPresent(of -> figures.put("bbse.condition", of.condition()));
    figures.put("labels.linf", largestDifference());
    for (SeriesShift shift : series.subList(0, Math.min(TOP, series.size()))) {
      figures.put("psi." + shift.series(), shift.psi());
      figures.put("psi.excess." + shift.series(), shift.psiExcess());
      figures.put("js." + shift.series(), shift.jensenShannon());
      figures.put("wasserstein." + shift.series(), shift.wasserstein());
    }
    return figures;
  }

  private double largestDifference() {
    ReferenceProfile reference = watch.profile();
    return ClassShift.of(reference, window).stream()
        .mapToDouble(shift -> Math.abs(shift.difference()))
        .max()
        .orElse(0);
  }
}
