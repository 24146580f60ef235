package io.saccade.cli.demo;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** Some of the predictions, and what they come to. */
record Stretch(List<Arrival> arrivals) {

  Stretch {
    arrivals = List.copyOf(arrivals);
  }

  /** Those that came between two moments, by {@link System#nanoTime}. */
  Stretch between(long from, long to) {
    return where(arrival -> arrival.nanos() - from >= 0 && arrival.nanos() - to <= 0);
  }

  /** Those that this holds of. */
  Stretch where(Predicate<Arrival> holds) {
    return new Stretch(arrivals.stream().filter(holds).toList());
  }

  int size() {
    return arrivals.size();
  }

  /** The share that is right, 0 to 1; empty where nobody knows. */
  OptionalDouble accuracy() {
    return arrivals.stream()
        .flatMap(arrival -> arrival.right().stream())
        .mapToInt(right -> right ? 1 : 0)
        .average();
  }

  /** The longest time without a prediction; zero where there are not two. */
  Duration longestGap() {
    long longest = 0;
    for (int i = 1; i < arrivals.size(); i++) {
      longest = Math.max(longest, arrivals.get(i).nanos() - arrivals.get(i - 1).nanos());
    }
    return Duration.ofNanos(longest);
  }

  /**
   * What 99 of a hundred took at most, from being sent to being read; zero where there are none.
   */
  Duration p99() {
    if (arrivals.isEmpty()) {
      return Duration.ZERO;
    }
    long[] sorted = arrivals.stream().mapToLong(Arrival::latencyNanos).sorted().toArray();
    return Duration.ofNanos(sorted[(int) Math.ceil(0.99 * sorted.length) - 1]);
  }
}
