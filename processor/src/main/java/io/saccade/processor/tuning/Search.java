package io.saccade.processor.tuning;

import io.saccade.model.BundleRefusedException;
import io.saccade.processor.serving.ModelFailedException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the best point within a budget of time: first along the batches of the standard shape,
 * then along the other shapes from the batch that was best, and last among the best of all, in
 * turns and for longer. Whenever time runs out there is a best so far.
 */
final class Search {

  private static final Duration GLIMPSE = Duration.ofMillis(100);
  private static final Duration LOOK = Duration.ofMillis(250);

  /** Of the budget; the code is compiled as it runs, and is slow before. */
  private static final double WARM_UP_SHARE = 0.25;

  private static final double STILL_WARMING = 1.05;

  /** Of the budget, the warming up among it; the rest is for comparing the best. */
  private static final double LOOKING_SHARE = 0.65;

  /** A larger batch, or a next shape, that is so much worse ends the way in its direction. */
  private static final double TOO_BAD = 0.9;

  private static final double BETTER = 1.02;
  private static final double FINALIST = 0.88;
  private static final int MAX_FINALISTS = 6;
  private static final int MAX_ROUNDS = 12;

  private final SearchSpace space;
  private final Deadline deadline;
  private final Notebook notebook;

  Search(SearchSpace space, Trials trials, Deadline deadline) {
    this.space = space;
    this.deadline = deadline;
    this.notebook = new Notebook(trials, deadline, space.order().latencyTarget());
  }

  /**
   * Searches.
   *
   * @throws BundleRefusedException if the model cannot be loaded at all
   */
  TuningReport run() throws BundleRefusedException, InterruptedException {
    if (!warmUp()) {
      return report(space.standard(), "nothing could be measured: the default");
    }
    alongBatches();
    for (List<TuningPoint> ladder : space.ladders()) {
      alongShapes(ladder);
    }
    List<TuningPoint> finalists = finalists();
    Finals finals = finals(finalists);
    if (notebook.missesTarget()) {
      return report(
          notebook.eligible().stream()
              .min(Comparator.comparingLong(Observations::latencyNanos))
              .orElseThrow()
              .point(),
          "no point stays within the latency target: the one with the lowest latency");
    }
    if (finals.rounds() == 0) {
      Map<TuningPoint, Double> rates =
          notebook.eligible().stream()
              .collect(Collectors.toMap(Observations::point, Observations::rate));
      return report(Finals.best(rates), "the best so far when time ran out");
    }
    return report(
        Finals.best(finals.scores()),
        "the best of %d in %d rounds".formatted(finalists.size(), finals.rounds()));
  }

  /** Runs the standard point until it gets no faster; false if it does not run at all. */
  private boolean warmUp() throws BundleRefusedException, InterruptedException {
    TuningPoint standard = space.standard();
    double fastest = 0;
    Slice slice;
    try {
      do {
        slice = notebook.rehearse(standard, GLIMPSE);
        boolean settled = slice.rate() < STILL_WARMING * fastest;
        fastest = Math.max(fastest, slice.rate());
        if (settled) {
          break;
        }
      } while (!deadline.isSpent(WARM_UP_SHARE));
    } catch (ModelFailedException e) {
      notebook.page(standard).note("failed: " + e.getMessage());
      return false;
    }
    notebook.write(standard, slice);
    return slice.rate() > 0;
  }

  private void alongBatches() throws InterruptedException {
    for (int batch : space.batches(space.standard())) {
      Slice slice = look(space.standard().withBatch(batch));
      boolean bad = slice == null || slice.rate() < TOO_BAD * fastest();
      if (batch > space.standard().batch() && bad) {
        return;
      }
    }
  }

  private void alongShapes(List<TuningPoint> ladder) throws InterruptedException {
    int batch = notebook.eligible().get(0).point().batch();
    for (TuningPoint shape : ladder) {
      if (shape.hasShapeOf(space.standard())) {
        continue;
      }
      int least = Math.min(batch, space.largestBatch(shape));
      Slice slice = look(shape.withBatch(least));
      if (slice == null) {
        return;
      }
      boolean bad = slice.rate() < TOO_BAD * fastest();
      climb(shape, least, slice);
      if (bad && bestOf(shape) < TOO_BAD * fastest()) {
        return;
      }
    }
  }

  /** Goes on to larger batches of a shape as long as they are better. */
  private void climb(TuningPoint shape, int from, Slice first) throws InterruptedException {
    double last = first.rate();
    for (int batch = 2 * from; batch <= space.largestBatch(shape); batch *= 2) {
      Slice slice = look(shape.withBatch(batch));
      if (slice == null || slice.rate() < BETTER * last) {
        return;
      }
      last = slice.rate();
    }
  }

  /**
   * Measures a point, and once more where it looks bad: a disturbance must not decide.
   *
   * @return null if there is no time left, or it cannot be measured
   */
  private @Nullable Slice look(TuningPoint point) throws InterruptedException {
    if (deadline.isSpent(LOOKING_SHARE)) {
      return null;
    }
    double fastest = fastest();
    Slice slice = notebook.measure(point, GLIMPSE);
    if (slice == null || slice.rate() >= TOO_BAD * fastest) {
      return slice;
    }
    Slice again = notebook.measure(point, GLIMPSE);
    return again == null || again.rate() < slice.rate() ? slice : again;
  }

  private List<TuningPoint> finalists() {
    List<Observations> eligible = notebook.eligible();
    double best = eligible.get(0).rate();
    return eligible.stream()
        .filter(observations -> observations.rate() >= FINALIST * best)
        .limit(MAX_FINALISTS)
        .map(Observations::point)
        .toList();
  }

  private Finals finals(List<TuningPoint> finalists) throws InterruptedException {
    Finals finals = new Finals(finalists);
    while (finals.rounds() < MAX_ROUNDS && finals.order().size() > 1) {
      Map<TuningPoint, Double> round = new HashMap<>();
      for (TuningPoint point : finals.order()) {
        Slice slice = notebook.measure(point, LOOK);
        if (slice == null) {
          return finals; // A round that is not complete compares nothing.
        }
        round.put(point, slice.rate());
      }
      finals.add(round);
      if (finals.rounds() >= 2) {
        finals.drop(finals.rounds() >= 4 ? 0.97 : 0.94);
      }
    }
    return finals;
  }

  private double fastest() {
    List<Observations> eligible = notebook.eligible();
    return eligible.isEmpty() ? 0 : eligible.get(0).rate();
  }

  private double bestOf(TuningPoint shape) {
    return notebook.eligible().stream()
        .filter(observations -> observations.point().hasShapeOf(shape))
        .mapToDouble(Observations::rate)
        .max()
        .orElse(0);
  }

  private TuningReport report(TuningPoint chosen, String why) {
    return new TuningReport(notebook.lines(), chosen, space.plan(chosen), why, deadline.spent());
  }
}
