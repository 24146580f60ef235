package io.saccade.processor.tuning;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Lets points run in turns, round by round, until one is left or time is up. */
final class Contest {

  private static final int MAX_ROUNDS = 12;

  /** Of the best: what is worse after a round is sent home, and stricter with each round. */
  private static final double LENIENT = 0.83;

  private static final double STRICTER = 0.03;
  private static final double STRICT = 0.97;

  private final Notebook notebook;
  private final Duration time;
  private final ToDoubleFunction<Slice> worth;

  /**
   * A contest.
   *
   * @param time of a slice
   * @param worth what counts of a slice: the more the better
   */
  Contest(Notebook notebook, Duration time, ToDoubleFunction<Slice> worth) {
    this.notebook = notebook;
    this.time = time;
    this.worth = worth;
  }

  Finals among(List<TuningPoint> points) throws InterruptedException {
    Finals finals = new Finals(points);
    while (finals.rounds() < MAX_ROUNDS && finals.order().size() > 1) {
      Map<TuningPoint, Double> round = new HashMap<>();
      for (TuningPoint point : finals.order()) {
        Slice slice = notebook.measure(point, time);
        if (slice == null) {
          return finals; // A round that is not complete compares nothing.
        }
        round.put(point, worth.applyAsDouble(slice));
      }
      finals.add(round);
      // The longer they were compared, the less can be put down to chance.
      finals.drop(Math.min(STRICT, LENIENT + STRICTER * finals.rounds()));
    }
    return finals;
  }
}
