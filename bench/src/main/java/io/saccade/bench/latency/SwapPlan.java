package io.saccade.bench.latency;

import java.time.Duration;

/**
 * What is measured.
 *
 * @param load in per cent of the capacity
 * @param swaps how many are measured
 * @param quiet how long each of the two quiet times before each is
 * @param versionLoad how long a version takes to load on a machine that does nothing else
 * @param warmUp how long the load runs before anything is measured
 */
record SwapPlan(int load, int swaps, Duration quiet, Duration versionLoad, Duration warmUp) {

  /** What a swap leaves behind, such as the closing of the version before, counts as part of it. */
  static final Duration AFTER = Duration.ofSeconds(1);

  /** Until the next quiet time is measured. */
  static final Duration SETTLING = Duration.ofSeconds(3);

  /** The longest that a version may take beside the load: it works a 25th of the time at least. */
  Duration patience() {
    return versionLoad.multipliedBy(30).plusSeconds(60);
  }

  /** The longest that everything may take. */
  Duration longest() {
    return warmUp.plus(
        quiet.multipliedBy(2).plus(patience()).plus(AFTER).plus(SETTLING).multipliedBy(swaps + 1L));
  }
}
