package io.saccade.cli.publish;

import io.saccade.cli.console.StopSignal;
import java.time.Duration;

/**
 * Spreads events evenly over time. The n-th is due n/rate seconds after the start, so that a late
 * one is caught up and the mean rate holds.
 */
public final class Pace {

  private static final double NANOS = 1e9;

  private final double perSecond;
  private final long startedAtNanos;

  /**
   * Starts the clock.
   *
   * @param perSecond events a second; 0 for as fast as it goes
   */
  public Pace(double perSecond, long startedAtNanos) {
    this.perSecond = perSecond;
    this.startedAtNanos = startedAtNanos;
  }

  /** How long after {@code nowNanos} the event of this number is due; zero where it is late. */
  Duration untilDue(long number, long nowNanos) {
    if (perSecond == 0) {
      return Duration.ZERO;
    }
    long due = startedAtNanos + (long) (number * NANOS / perSecond);
    return Duration.ofNanos(Math.max(0, due - nowNanos));
  }

  /** Waits until the event of this number is due, or somebody asks to stop. */
  public void await(long number, StopSignal stop) throws InterruptedException {
    Duration wait = untilDue(number, System.nanoTime());
    if (!wait.isZero()) {
      boolean unused = stop.await(wait);
    }
  }
}
