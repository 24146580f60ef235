package io.saccade.processor.tuning;

import io.saccade.model.BundleRefusedException;
import io.saccade.processor.serving.ModelFailedException;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the best point within a budget of time: first along the shapes, then along the batches
 * of the shapes that are good, and last among the best of all, in turns and for longer. Whenever
 * time runs out there is a best so far.
 */
final class Search {

  private static final Duration GLIMPSE = Duration.ofMillis(100);

  /** The least time for the first point, or nothing would ever be known of it. */
  private static final Duration FIRST_LOOK = Duration.ofSeconds(1);

  private static final Duration LOOK = Duration.ofMillis(180);

  /** Of the budget; the code is compiled as it runs, and is slow before. */
  private static final double WARM_UP_SHARE = 0.25;

  private static final double STILL_WARMING = 1.05;
  private static final int CALM_SLICES = 2;

  /** Of the budget, the warming up among it; the rest is for comparing the best. */
  private static final double LOOKING_SHARE = 0.55;

  /** Of the best of its shape: a batch that is so much worse ends the way in its direction. */
  private static final double WORSE = 0.95;

  /** Of the best: a shape that is so much worse, and worse than the one before, ends its ladder. */
  private static final double TOO_BAD = 0.85;

  /** Of the best: what is so much worse is so on a busy machine, too. */
  private static final double HOPELESS = 0.8;

  private static final double BETTER = 1.02;
  private static final double CONTENDER = 0.88;

  /** The same for the standard shape, which is what to keep to in doubt. */
  private static final double STANDARD_CONTENDER = 0.75;

  private static final int FASTEST = 4;

  /** Of its working time: a thread that was less on a processor was disturbed. */
  private static final double PRESENT = 0.85;

  private static final String BUSY =
      "the machine is busy with other work: the best batch of the default by processor time";

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
      return report(space.standard(), "nothing could be measured: the default", true);
    }
    if (isDisturbed()) {
      return report(new BusySearch(space, deadline, notebook).run(), BUSY, true);
    }
    for (List<TuningPoint> ladder : space.ladders()) {
      alongShapes(ladder);
    }
    alongBatches();
    List<TuningPoint> finalists = finalists();
    Finals finals = new Contest(notebook, LOOK, Slice::rate).among(finalists);
    if (notebook.missesTarget()) {
      return report(
          notebook.eligible().stream()
              .min(Comparator.comparingLong(Observations::latencyNanos))
              .orElseThrow()
              .point(),
          "no point stays within the latency target: the one with the lowest latency",
          isDisturbed());
    }
    if (finals.rounds() == 0) {
      return report(Finals.best(rates()), "the best so far when time ran out", isDisturbed());
    }
    return report(
        Finals.best(finals.scores()),
        "the best of %d in %d rounds".formatted(finalists.size(), finals.rounds()),
        isDisturbed());
  }

  /** Whether other programs take the processor away; a device that is not one lets threads wait. */
  private boolean isDisturbed(double presence) {
    return space.order().placement().onCpu() && presence < PRESENT;
  }

  private boolean isDisturbed() {
    return isDisturbed(notebook.page(space.standard()).presence());
  }

  /** Runs the standard point until it gets no faster; false if it does not run at all. */
  private boolean warmUp() throws BundleRefusedException, InterruptedException {
    TuningPoint standard = space.standard();
    double fastest = 0;
    int calmSlices = 0;
    Slice slice;
    try {
      do {
        Duration left = deadline.left();
        slice =
            notebook.rehearse(
                standard, GLIMPSE, left.compareTo(FIRST_LOOK) < 0 ? FIRST_LOOK : left);
        // The compiler takes the processor away as well, at first.
        boolean calm = slice.rate() < STILL_WARMING * fastest && !isDisturbed(slice.presence());
        calmSlices = calm ? calmSlices + 1 : 0;
        fastest = Math.max(fastest, slice.rate());
        if (calmSlices == CALM_SLICES) {
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

  /** Compares shapes with as many images in flight, so that none is at a disadvantage. */
  private void alongShapes(List<TuningPoint> ladder) throws InterruptedException {
    double previous = 0;
    for (TuningPoint shape : ladder) {
      TuningPoint point = space.withAsManyInFlight(shape, space.standard());
      double rate =
          point.equals(space.standard()) ? notebook.page(point).rate() : rate(look(point));
      if (rate < previous && rate < TOO_BAD * fastest()) {
        return;
      }
      previous = rate;
    }
  }

  /**
   * Goes to smaller and larger batches: of the standard shape, or the best if that is far better,
   * as long as they are about as good, for the way may lead through a dip; of the others that are
   * good, from as many images in flight as were best, as long as they are better.
   */
  private void alongBatches() throws InterruptedException {
    TuningPoint first =
        isContender(space.standard()) ? space.standard() : notebook.eligible().get(0).point();
    climb(first, WORSE);
    double least = CONTENDER * fastest();
    List<TuningPoint> others =
        notebook.eligible().stream()
            .filter(observations -> observations.rate() >= least)
            .map(Observations::point)
            .filter(point -> !point.hasShapeOf(first))
            .toList();
    TuningPoint best = notebook.eligible().get(0).point();
    for (TuningPoint other : others) {
      TuningPoint start = space.withAsManyInFlight(other, best);
      if (start.equals(other) || look(start) != null) {
        climb(start, BETTER);
      }
    }
  }

  private void climb(TuningPoint start, double enough) throws InterruptedException {
    double best = worth(start);
    for (int batch = start.batch() / 2; batch >= 1; batch /= 2) {
      TuningPoint point = start.withBatch(batch);
      if (look(point) == null || worth(point) < enough * best) {
        break;
      }
      best = Math.max(best, worth(point));
    }
    for (int batch = 2 * start.batch(); batch <= space.largestBatch(start); batch *= 2) {
      TuningPoint point = start.withBatch(batch);
      if (look(point) == null || worth(point) < enough * best) {
        break;
      }
      best = Math.max(best, worth(point));
    }
  }

  /**
   * What tells the batches of a shape apart: of the standard one, the time that is disturbed least.
   */
  private double worth(TuningPoint point) {
    Observations page = notebook.page(point);
    return isStandardShape(point) ? page.undisturbedRate() : page.rate();
  }

  private boolean isContender(TuningPoint point) {
    return notebook.page(point).rate() >= STANDARD_CONTENDER * fastest();
  }

  private boolean isStandardShape(TuningPoint point) {
    return space.order().placement().onCpu() && point.hasShapeOf(space.standard());
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
    if (slice == null
        || isStandardShape(point)
        || slice.rate() >= WORSE * fastest
        || slice.rate() < HOPELESS * fastest) {
      return slice;
    }
    Slice again = notebook.measure(point, GLIMPSE);
    return again == null || again.rate() < slice.rate() ? slice : again;
  }

  /**
   * The fastest; and those that would be chosen as things are, of all by their rates, and of the
   * standard shape by processor time.
   */
  private List<TuningPoint> finalists() {
    List<Observations> eligible = notebook.eligible();
    Set<TuningPoint> finalists = new LinkedHashSet<>(Set.of(Finals.best(rates())));
    Map<TuningPoint, Double> undisturbed =
        eligible.stream()
            .filter(page -> isStandardShape(page.point()) && isContender(page.point()))
            .collect(Collectors.toMap(Observations::point, Observations::undisturbedRate));
    if (!undisturbed.isEmpty()) {
      finalists.add(Finals.best(undisturbed));
      finalists.add(Collections.max(undisturbed.entrySet(), Map.Entry.comparingByValue()).getKey());
    }
    eligible.stream().limit(FASTEST).forEach(page -> finalists.add(page.point()));
    return List.copyOf(finalists);
  }

  private double fastest() {
    List<Observations> eligible = notebook.eligible();
    return eligible.isEmpty() ? 0 : eligible.get(0).rate();
  }

  private Map<TuningPoint, Double> rates() {
    return notebook.eligible().stream()
        .collect(Collectors.toMap(Observations::point, Observations::rate));
  }

  private static double rate(@Nullable Slice slice) {
    return slice == null ? 0 : slice.rate();
  }

  private TuningReport report(TuningPoint chosen, String why, boolean disturbed) {
    return new TuningReport(
        notebook.lines(), chosen, space.plan(chosen), why, disturbed, deadline.spent());
  }
}
