package io.saccade.processor.tuning;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Lets points run in turns, round by round, until one is left or time is up. */
final class Contest {

  private static final int MAX_ROUNDS = 12;

  /** Of the best: what is worse after so many rounds is sent home. At first it may be chance. */
  private static final List<Double> DROPS = List.of(0.75, 0.85, 0.92, 0.94, 0.96, 0.97);

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
      finals.drop(DROPS.get(Math.min(finals.rounds(), DROPS.size()) - 1));
    }
    return finals;
  }
}
