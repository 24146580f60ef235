package io.saccade.bench.latency;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is measured.
 *
 * @param loads in per cent of the capacity
 * @param rounds how often each load is measured
 * @param window how long each is measured
 * @param arrivals how events are spread over time
 * @param seed of arrivals at random; each round has its own, and both systems the same
 * @param latencyTarget what the engine's own latency is held against, if anything
 */
record Plan(
    List<Integer> loads,
    int rounds,
    Duration window,
    ArrivalProcess arrivals,
    long seed,
    Optional<Duration> latencyTarget) {

  /** Before each window the load runs without being measured, so that it meets a moving system. */
  static final Duration LEAD = Duration.ofSeconds(1);

  Plan {
    loads = List.copyOf(loads);
  }

  /** When the events of one load are due. */
  Schedule schedule(int round, int load, double perSecond) {
    return arrivals.schedule(perSecond, seed + 1000L * round + load);
  }

  int largestLoad() {
    return loads.stream().mapToInt(Integer::intValue).max().orElseThrow();
  }
}
