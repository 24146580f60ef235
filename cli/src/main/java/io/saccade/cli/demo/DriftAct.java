package io.saccade.cli.demo;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.drift.ReportText;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.avro.DriftReport;
import io.saccade.schemas.avro.DriftState;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The third act: most lamps go out, until the processor raises its alarm by itself.
 *
 * @param watch reads its reports
 */
record DriftAct(Stage stage, DriftWatch watch) {

  private static final Set<DriftState> CALM = EnumSet.of(DriftState.OK, DriftState.WARN);
  private static final int CALM_AT_LATEST = 12;
  private static final int FOUND_AT_LATEST = 12;

  /**
   * What it came to.
   *
   * @param objection why the lamps were left as they are, if they were
   * @param alarm the report that raised the alarm, if one did
   */
  record Outcome(Optional<String> objection, Optional<Drift.Sighting> alarm) {}

  Outcome play() throws CommandFailedException, SchemaException, InterruptedException {
    Optional<String> objection = objection();
    if (objection.isPresent()) {
      stage.told().accept("no drift is shown: " + objection.get());
      return new Outcome(objection, Optional.empty());
    }
    stage.told().accept("most lamps go out ...");
    long from = System.nanoTime();
    long first = stage.traffic().light(Light.OUT);
    Instant since = stage.traffic().capturedAt(first);
    DriftWatch.Found found =
        watch.await(
            "the drift alarm was waited for",
            since,
            FOUND_AT_LATEST,
            report -> report.getState() == DriftState.ALARM);
    Duration took = Duration.ofNanos(System.nanoTime() - from);
    long images = stage.traffic().sent() - first;
    Optional<Drift.Sighting> alarm =
        found.report().map(report -> new Drift.Sighting(report, images, took, found.windows()));
    stage
        .told()
        .accept(
            alarm
                .map(at -> "drift alarm: " + ReportText.reason(at.report()))
                .orElse("no drift alarm was raised"));
    return new Outcome(Optional.empty(), alarm);
  }

  /** A change can only be found where all was well before. */
  private Optional<String> objection()
      throws CommandFailedException, SchemaException, InterruptedException {
    DriftReport[] last = new DriftReport[1];
    DriftWatch.Found calm =
        watch.await(
            "a window without drift was waited for",
            Instant.EPOCH,
            CALM_AT_LATEST,
            report -> {
              last[0] = report;
              return CALM.contains(report.getState());
            });
    if (calm.report().isPresent()) {
      return Optional.empty();
    }
    DriftReport report = last[0];
    return Optional.of(
        report == null || report.getP() == null
            ? "the windows have too few images to be judged"
            : "the images are off the bundle's reference as they are: "
                + ReportText.reason(report));
  }
}
