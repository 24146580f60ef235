package io.saccade.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The time of the cameras, which runs faster than the clock on the wall: windows of drift are five
 * minutes long, and nobody wants to watch a demo for an hour. It goes by the number of the event,
 * so that every window holds as many. It begins some hours ago, at the beginning of an hour, and
 * never overtakes the wall.
 *
 * @param start when the first event was captured
 * @param step from one event to the next
 */
record TimeLapse(Instant start, Duration step) {

  /** So many events are in a window of five minutes. */
  static final int WINDOW = 200;

  private static final Duration AGO = Duration.ofHours(10);

  /** A lapse that ends now at the latest. */
  static TimeLapse before(Instant now) {
    return new TimeLapse(
        now.minus(AGO).truncatedTo(ChronoUnit.HOURS), Duration.ofMinutes(5).dividedBy(WINDOW));
  }

  /** When the event of this number was captured. */
  Instant at(long number, Instant now) {
    Instant at = start.plus(step.multipliedBy(number));
    return at.isAfter(now) ? now : at;
  }
}
