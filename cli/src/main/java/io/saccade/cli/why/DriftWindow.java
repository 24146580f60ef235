package io.saccade.cli.why;

import io.saccade.processor.drift.Scale;
import io.saccade.schemas.avro.DriftReport;
import java.time.Instant;
import java.util.Optional;

/**
 * The window of drift that an image fell into.
 *
 * @param start where the window begins, in the time of the events
 * @param end where it ends
 * @param report on it; empty where it is open, or nobody wrote one
 */
record DriftWindow(Instant start, Instant end, Optional<DriftReport> report) {

  /** The shortest window that a moment belongs to, without a report. */
  static DriftWindow open(Instant moment) {
    long start = Scale.FIVE_MINUTES.startMillis(moment.toEpochMilli());
    return new DriftWindow(
        Instant.ofEpochMilli(start),
        Instant.ofEpochMilli(start).plus(Scale.FIVE_MINUTES.length()),
        Optional.empty());
  }

  /** The same, once there is a report. */
  DriftWindow reported(DriftReport on) {
    return new DriftWindow(on.getStart(), on.getEnd(), Optional.of(on));
  }

  /** Whether a report is on the window of a moment. */
  static boolean isOf(DriftReport report, Instant moment) {
    return report.getScale().equals(Scale.FIVE_MINUTES.length().toString())
        && !moment.isBefore(report.getStart())
        && moment.isBefore(report.getEnd());
  }
}
