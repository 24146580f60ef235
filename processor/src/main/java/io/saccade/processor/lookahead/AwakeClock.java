package io.saccade.processor.lookahead;

import java.util.concurrent.TimeUnit;

/**
 * Time that the process was awake. A pause of the whole process or machine counts for a second at
 * most, so that nobody is found overdue for having been stopped. One thread ticks, any may read.
 */
final class AwakeClock {

  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private long last;
  private long total;
  private volatile long awake;

  AwakeClock(long nowNanos) {
    this.last = nowNanos;
  }

  /** Takes note of the time. */
  void tick(long nowNanos) {
    total += Math.max(0, Math.min(MOST_NANOS, nowNanos - last));
    last = nowNanos;
    awake = total;
  }

  /** Nanoseconds awake, as of the last tick. */
  long nanos() {
    return awake;
  }
}
