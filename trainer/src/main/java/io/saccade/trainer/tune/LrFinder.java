package io.saccade.trainer.tune;

import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.progress.Progress;
import io.saccade.trainer.progress.TrainingEvent;
import io.saccade.trainer.progress.TrainingFailedException;
import io.saccade.trainer.tensor.TensorBackend;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for a learning rate: trains for a while with a rate that rises by an even factor from step
 * to step, until the loss blows up, and throws the weights away. After Smith 2017, "Cyclical
 * Learning Rates for Training Neural Networks".
 */
public final class LrFinder {

  private static final int STEPS = 100;
  private static final double LOWEST = 1e-6;
  private static final double HIGHEST = 1;
  private static final double SMOOTHING = 0.9;
  private static final double BLOWN_UP = 4;

  private final TensorBackend<?> backend;
  private final TuneTask task;
  private final TunePlan plan;
  private final Front.Opener opener;

  /** A search; the plan's own rate and schedule do not matter to it. */
  public LrFinder(TensorBackend<?> backend, TuneTask task, TunePlan plan, Front.Opener opener) {
    this.backend = backend;
    this.task = task;
    this.plan = plan;
    this.opener = opener;
  }

  /**
   * Searches.
   *
   * @param progress told of a stage and its steps, on this thread
   * @throws GraphRefusedException where the graph cannot be trained through
   * @throws IOException if an image cannot be read
   * @throws TrainingFailedException where the frozen part cannot be run
   */
  public LrSweep run(Progress progress)
      throws GraphRefusedException, IOException, InterruptedException, TrainingFailedException {
    progress.tell(new TrainingEvent.Stage("Look for a learning rate", STEPS, "steps"));
    try (Rig<?> rig = Rig.of(backend, task, plan, opener);
        BatchQueue batches = new BatchQueue(rig.maker(), 1, 0)) {
      List<LrSweep.Point> points = new ArrayList<>();
      double smoothed = 0;
      double least = Double.MAX_VALUE;
      for (int step = 0; step < STEPS; step++) {
        if (Thread.interrupted()) {
          throw new InterruptedException("the search for a learning rate was cancelled");
        }
        double rate = LOWEST * StrictMath.pow(HIGHEST / LOWEST, step / (STEPS - 1.0));
        Learner.Outcome outcome =
            rig.learner().learn(batches.take(), plan.precision(), rate, step + 1L);
        smoothed = SMOOTHING * smoothed + (1 - SMOOTHING) * outcome.loss();
        // Smoothed from zero on, it is too small by this factor.
        double loss = smoothed / (1 - StrictMath.pow(SMOOTHING, step + 1.0));
        if (!outcome.isFinite() || loss > BLOWN_UP * least) {
          break;
        }
        least = Math.min(least, loss);
        points.add(new LrSweep.Point(rate, loss));
        progress.tell(new TrainingEvent.Step(step + 1L));
      }
      return new LrSweep(points, valley(points));
    }
  }

  /**
   * The rate in the middle of the valley: of the longest way down in the loss, rises left out.
   * Other than the steepest place, it is not to be found in the noise of the first few batches.
   * After "valley" of fastai's learning rate finder.
   */
  static double valley(List<LrSweep.Point> points) {
    int[] length = new int[points.size()];
    int[] start = new int[points.size()];
    int end = 0;
    for (int i = 0; i < points.size(); i++) {
      start[i] = i;
      for (int j = 0; j < i; j++) {
        // Of ways as long, the one that begins last is the way down itself.
        if (points.get(j).loss() > points.get(i).loss() && length[j] + 1 >= length[i]) {
          length[i] = length[j] + 1;
          start[i] = start[j];
        }
      }
      end = length[i] > length[end] ? i : end;
    }
    return points.isEmpty() ? LOWEST : points.get((start[end] + end) / 2).rate();
  }
}
