package io.saccade.processor.drift;

import java.time.Duration;

/**
 * How drift is watched.
 *
 * @param watch whether versions that came with a reference are watched
 * @param keys which images are taken together
 * @param falseAlarmEvery how often a false alarm is tolerable, for each stream key
 * @param rule when windows are closed, and how many images they are judged by
 * @param minEffect the effect below which nothing raises an alarm, 0 to 1
 * @param idle for how long a partition may bring nothing and still be waited for
 */
public record DriftSettings(
    boolean watch,
    StreamKeys keys,
    Duration falseAlarmEvery,
    WindowRule rule,
    double minEffect,
    Duration idle) {

  /** How often a false alarm is tolerable unless set. */
  public static final Duration FALSE_ALARM_EVERY = Duration.ofDays(30);

  /** More often, and a day's windows could be told from nothing. */
  public static final Duration MOST_OFTEN = Duration.ofDays(4);

  /** Less often than that nobody could tell from never. */
  public static final Duration LEAST_OFTEN = Duration.ofDays(3650);

  /** Refuses what nobody could watch by. */
  public DriftSettings {
    if (!(minEffect >= 0 && minEffect <= 1)) {
      throw new IllegalArgumentException("minEffect must be from 0 to 1, but was " + minEffect);
    }
    if (idle.isNegative() || idle.isZero()) {
      throw new IllegalArgumentException("idle must be positive, but was " + idle);
    }
  }

  /** Which images are taken together. */
  public enum StreamKeys {
    /** All of a model's. */
    MODEL,
    /** Those of events with the same key; events without one are together. */
    EVENT
  }
}
