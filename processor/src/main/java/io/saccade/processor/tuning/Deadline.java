package io.saccade.processor.tuning;

import java.time.Duration;
import java.util.function.LongSupplier;

/** When to stop, by a clock that is handed in. */
final class Deadline {

  private final LongSupplier clock;
  private final long startedNanos;
  private final long budgetNanos;

  Deadline(LongSupplier clock, Duration budget) {
    this.clock = clock;
    this.startedNanos = clock.getAsLong();
    this.budgetNanos = budget.toNanos();
  }

  Duration spent() {
    return Duration.ofNanos(clock.getAsLong() - startedNanos);
  }

  Duration left() {
    return Duration.ofNanos(Math.max(0, budgetNanos - spent().toNanos()));
  }

  /** Whether so much of the whole is spent. */
  boolean isSpent(double share) {
    return spent().toNanos() >= share * budgetNanos;
  }

  boolean isOver() {
    return isSpent(1);
  }
}
