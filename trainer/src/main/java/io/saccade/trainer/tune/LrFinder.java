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

  /** From one step to the next, the loss says more of the images than of the rate. */
  private static final int STRETCH = 10;

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
      return new LrSweep(points, steepest(points));
    }
  }

  /** The rate in the middle of the stretch over which the loss fell most. */
  static double steepest(List<LrSweep.Point> points) {
    double best = LOWEST;
    double steepest = 0;
    for (int i = STRETCH; i < points.size(); i++) {
      double fall = points.get(i).loss() - points.get(i - STRETCH).loss();
      if (fall < steepest) {
        steepest = fall;
        best = points.get(i - STRETCH / 2).rate();
      }
    }
    return best;
  }
}
