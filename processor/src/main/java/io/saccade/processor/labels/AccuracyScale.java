package io.saccade.processor.labels;

import java.time.Duration;

/** How long windows are. Five minutes, as drift has them too, rarely have enough labels. */
enum AccuracyScale {
  HOUR(Duration.ofHours(1)),
  DAY(Duration.ofDays(1));

  private final Duration length;

  AccuracyScale(Duration length) {
    this.length = length;
  }

  Duration length() {
    return length;
  }

  /** When the window starts that a moment belongs to, both in milliseconds since 1970, UTC. */
  long start(long millis) {
    return Math.floorDiv(millis, length.toMillis()) * length.toMillis();
  }
}
