package io.saccade.cli.why;

import io.saccade.cli.kafka.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The times that are searched, by the timestamps of the records. A prediction has that of its
 * event.
 *
 * @param from the earliest
 * @param to the end; empty for what is there now
 */
record Reach(Instant from, Optional<Instant> to) {

  private static final Duration AROUND = Duration.ofMinutes(15);
  private static final Duration USUAL = Duration.ofDays(1);

  /**
   * What was asked for.
   *
   * @param from the beginning; a day ago where nothing is said
   * @param around a time near which it was, which counts for more
   */
  static Reach of(Optional<Moment> from, Optional<Moment> around, Instant now) {
    if (around.isPresent()) {
      Instant near = instant(around.get(), now);
      return new Reach(near.minus(AROUND), Optional.of(near.plus(AROUND)));
    }
    return new Reach(
        from.map(moment -> instant(moment, now)).orElse(now.minus(USUAL)), Optional.empty());
  }

  private static Instant instant(Moment moment, Instant now) {
    if (moment instanceof Moment.At at) {
      return at.time();
    }
    if (moment instanceof Moment.Ago ago) {
      return Instant.ofEpochMilli(Moment.millis(ago.time(), now));
    }
    return moment instanceof Moment.Earliest ? Instant.EPOCH : now;
  }

  @Override
  public String toString() {
    String start =
        from.equals(Instant.EPOCH)
            ? "the beginning"
            : from.truncatedTo(ChronoUnit.SECONDS).toString();
    return start
        + " to "
        + to.map(end -> end.truncatedTo(ChronoUnit.SECONDS).toString()).orElse("now");
  }
}
