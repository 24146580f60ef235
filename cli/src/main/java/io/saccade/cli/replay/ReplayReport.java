package io.saccade.cli.replay;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a replay came to.
 *
 * @param range what was asked for
 * @param topic that the predictions were written to
 * @param run what the predictions of this run carry
 * @param versions which answered, for people
 * @param outcomes what became of the events
 * @param other what it was held against, for people
 * @param comparison with the other side
 * @param bytes whether predictions had to be the same to the last byte
 * @param took how long it took in all
 * @param stopped whether somebody asked to stop before the end
 */
record ReplayReport(
    Range range,
    String topic,
    String run,
    List<String> versions,
    Outcomes outcomes,
    String other,
    Comparison comparison,
    boolean bytes,
    Duration took,
    boolean stopped) {

  /** What is wrong with it, where the bytes had to be the same. */
  Optional<String> objection() {
    if (!bytes || stopped) {
      return Optional.empty();
    }
    if (comparison.agreement().compared() == 0) {
      return Optional.of("no recorded prediction was there to be compared, so nothing is proven");
    }
    if (comparison.differentBytes() > 0) {
      return Optional.of(
          "%,d of %,d predictions are not the recorded bytes; the first is %s"
              .formatted(
                  comparison.differentBytes(),
                  comparison.agreement().compared(),
                  comparison.first().map(Comparison.Difference::sentence).orElse("unknown")));
    }
    return comparison.onlyThere() == 0
        ? Optional.empty()
        : Optional.of(
            "%,d events have a recorded prediction, and failed here"
                .formatted(comparison.onlyThere()));
  }
}
