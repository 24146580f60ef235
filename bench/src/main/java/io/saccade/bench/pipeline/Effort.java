package io.saccade.bench.pipeline;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param rounds how often everything is measured, at least once
 * @param warmUp how long an application runs before that, again and again until it is over; one run
 *     at least
 */
public record Effort(int rounds, Duration warmUp) {

  public Effort {
    if (rounds < 1 || warmUp.isNegative()) {
      throw new IllegalArgumentException("rounds " + rounds + ", warm-up " + warmUp);
    }
  }
}
