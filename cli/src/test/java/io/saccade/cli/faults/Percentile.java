package io.saccade.cli.faults;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** What most were not above. */
final class Percentile {

  private Percentile() {}

  /** The 95th percentile in seconds, by the nearest rank: of few it is the longest. */
  static double p95(Collection<Duration> times) {
    List<Duration> sorted = times.stream().sorted().toList();
    int rank = (int) Math.ceil(sorted.size() * 0.95);
    return sorted.get(rank - 1).toMillis() / 1e3;
  }

  static double most(Collection<Duration> times) {
    return times.stream().mapToLong(Duration::toMillis).max().orElse(0) / 1e3;
  }
}
