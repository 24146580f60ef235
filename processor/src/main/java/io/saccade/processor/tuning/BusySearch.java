package io.saccade.processor.tuning;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for the best batch of the standard shape by processor time, where other programs take the
 * processor away: rates then tell more of these than of the point, and whoever has more threads
 * seems faster. The threads of that shape never wait for one another, so that the processor time of
 * an image says what they would reach alone.
 */
final class BusySearch {

  private static final Duration GLIMPSE = Duration.ofMillis(100);

  /** Of the time that is left, for one slice of a point; what takes longer is left out. */
  private static final int SLICES = 6;

  private final SearchSpace space;
  private final Deadline deadline;
  private final Notebook notebook;

  BusySearch(SearchSpace space, Deadline deadline, Notebook notebook) {
    this.space = space;
    this.deadline = deadline;
    this.notebook = notebook;
  }

  /** The best point; the standard one where there is no time to compare. */
  TuningPoint run() throws InterruptedException {
    TuningPoint standard = space.standard();
    Duration most = deadline.left().dividedBy(SLICES);
    List<TuningPoint> points =
        space.batches(standard).stream()
            .map(standard::withBatch)
            .filter(point -> notebook.needs(point, GLIMPSE).compareTo(most) <= 0)
            .toList();
    int threads = standard.lanes();
    Finals finals =
        new Contest(notebook, GLIMPSE, slice -> slice.undisturbedRate(threads)).among(points);
    Map<TuningPoint, Double> scores = new HashMap<>(finals.scores());
    scores.keySet().removeIf(point -> !notebook.isInTarget(notebook.page(point)));
    return finals.rounds() == 0 || scores.isEmpty() ? standard : Finals.best(scores);
  }
}
