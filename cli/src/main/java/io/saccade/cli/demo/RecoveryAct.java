package io.saccade.cli.demo;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.schemas.SchemaException;
import io.saccade.schemas.avro.DriftState;
import java.time.Duration;
import java.util.Optional;

/**
 * The fourth act: the lamps are on again, until the alarm ends.
 *
 * @param watch reads the processor's reports
 */
record RecoveryAct(Stage stage, DriftWatch watch) {

  // It takes three calm windows in a row, each of which is calm with a chance of four in five where
  // nothing is wrong: with so many there is no such row once in a hundred million times.
  private static final int CLEARED_AT_LATEST = 50;

  Optional<Drift.Sighting> play()
      throws CommandFailedException, SchemaException, InterruptedException {
    stage.told().accept("all lamps are on again ...");
    long from = System.nanoTime();
    long first = stage.traffic().light(Light.ON);
    DriftWatch.Found found =
        watch.await(
            "the end of the alarm was waited for",
            stage.traffic().capturedAt(first),
            CLEARED_AT_LATEST,
            report -> report.getState() == DriftState.OK);
    Duration took = Duration.ofNanos(System.nanoTime() - from);
    long images = stage.traffic().sent() - first;
    stage
        .told()
        .accept(found.report().isPresent() ? "the alarm is over" : "the alarm does not end");
    return found.report().map(report -> new Drift.Sighting(report, images, took, found.windows()));
  }
}
