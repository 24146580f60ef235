package io.saccade.cli.drift;

import io.saccade.processor.release.Issuer;
import io.saccade.schemas.avro.AcceptedWindow;
import io.saccade.schemas.avro.DriftAcceptance;
import io.saccade.schemas.avro.DriftDirection;
import io.saccade.schemas.avro.DriftFeature;
import io.saccade.schemas.avro.DriftLesson;
import io.saccade.schemas.avro.DriftReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Writes down what an operator accepts of a stream.
 *
 * @param stream a report of it
 * @param issuer who accepts, why and when
 */
record AcceptanceRecord(DriftReport stream, Issuer issuer) {

  /** These windows and no others. */
  DriftAcceptance of(List<AcceptedWindow> windows) {
    return new DriftAcceptance(
        stream.getModel(),
        stream.getVersion(),
        stream.getSha256(),
        stream.getStreamKey(),
        issuer.at(),
        issuer.by(),
        issuer.reason(),
        windows);
  }

  /** What was accepted before, by whom and why as it was, and more windows. */
  DriftAcceptance with(List<AcceptedWindow> before, List<DriftReport> more) {
    List<AcceptedWindow> windows = new ArrayList<>(before);
    more.forEach(report -> windows.add(window(report)));
    windows.sort(Comparator.comparing(AcceptedWindow::getEnd));
    return of(windows);
  }

  private AcceptedWindow window(DriftReport report) {
    DriftLesson lesson = Objects.requireNonNull(report.getLesson(), "a window that says something");
    return new AcceptedWindow(
        report.getStart(),
        report.getEnd(),
        report.getImages(),
        report.getState().name(),
        lesson.getSize(),
        lesson.getSoftmax(),
        lesson.getFeatures(),
        lesson.getImage(),
        shifts(report),
        issuer.at(),
        issuer.by(),
        issuer.reason());
  }

  private static Map<String, Double> shifts(DriftReport report) {
    Map<String, Double> shifts = new TreeMap<>();
    for (DriftFeature feature : report.getFeatures()) {
      shifts.put(
          feature.getName(),
          feature.getDirection() == DriftDirection.UP
              ? feature.getDistance()
              : -feature.getDistance());
    }
    return shifts;
  }
}
