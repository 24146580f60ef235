package io.saccade.processor.drift;

import java.time.Duration;

/** How long windows are. Every one is a whole number of panes, so its sums are sums of theirs. */
public enum Scale {
  FIVE_MINUTES(Duration.ofMinutes(5)),
  HOUR(Duration.ofHours(1)),
  DAY(Duration.ofDays(1));

  /** The smallest stretch of event time that is told apart. */
  public static final Duration PANE = Duration.ofMinutes(1);

  private final Duration length;

  Scale(Duration length) {
    this.length = length;
  }

  /** How much event time a window covers. */
  public Duration length() {
    return length;
  }

  /** When the window starts that a moment belongs to, both in milliseconds since 1970, UTC. */
  public long startMillis(long eventMillis) {
    return floor(eventMillis, length);
  }

  /** When the pane starts that a moment belongs to, both in milliseconds since 1970, UTC. */
  public static long paneMillis(long eventMillis) {
    return floor(eventMillis, PANE);
  }

  private static long floor(long millis, Duration length) {
    return Math.floorDiv(millis, length.toMillis()) * length.toMillis();
  }
}
