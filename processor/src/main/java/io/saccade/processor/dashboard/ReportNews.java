package io.saccade.processor.dashboard;

import io.saccade.schemas.avro.AccuracyReport;
import io.saccade.schemas.avro.DriftReport;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells pages how streams of images stand. Of reports that come together, each stream's last one
 * counts: at a start there is a day of them. For one thread.
 */
final class ReportNews implements ReportFollower.Told {

  private final Reports reports;
  private final Audience audience;
  private final Clock clock;
  private final Map<String, DriftStream> drift = new LinkedHashMap<>();
  private final Map<String, AccuracyStream> accuracy = new LinkedHashMap<>();

  ReportNews(Reports reports, Audience audience, Clock clock) {
    this.reports = reports;
    this.audience = audience;
    this.clock = clock;
  }

  @Override
  public void reported(DriftReport report) {
    DriftStream stream = reports.take(report);
    drift.put(stream.id(), stream);
  }

  @Override
  public void reported(AccuracyReport report) {
    AccuracyStream stream = reports.take(report, clock.instant());
    accuracy.put(stream.id(), stream);
  }

  @Override
  public void caughtUp() {
    if (!audience.isEmpty()) {
      drift.values().forEach(stream -> audience.tell("drift", Json.of(stream)));
      accuracy.values().forEach(stream -> audience.tell("accuracy", Json.of(stream)));
    }
    drift.clear();
    accuracy.clear();
  }
}
