package io.saccade.trainer.tune;

import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.progress.Progress;
import io.saccade.trainer.progress.TrainingFailedException;
import io.saccade.trainer.tensor.TensorBackend;
import java.io.IOException;

/**
 * Trains a network, further or from scratch, and keeps the weights that do best on validation,
 * those that it began with included. The same task, plan and number of threads give the same bytes
 * on the same machine.
 */
public final class FineTuning {

  private final TensorBackend<?> backend;
  private final TuneTask task;
  private final TunePlan plan;
  private final Checkpoint checkpoint;
  private final Front.Opener opener;

  /**
   * A training to be run.
   *
   * @param checkpoint where it is taken up from, if anything is there, and saved to
   * @param opener of the frozen part, if any is frozen
   */
  public FineTuning(
      TensorBackend<?> backend,
      TuneTask task,
      TunePlan plan,
      Checkpoint checkpoint,
      Front.Opener opener) {
    this.backend = backend;
    this.task = task;
    this.plan = plan;
    this.checkpoint = checkpoint;
    this.opener = opener;
  }

  /**
   * Trains to the end, or until the calling thread is interrupted, and then saves how far it came.
   *
   * @param progress told of a stage, of each step and of each epoch, on this thread
   * @throws GraphRefusedException where the graph cannot be trained through
   * @throws IOException if an image or the checkpoint cannot be read, or the checkpoint written
   * @throws TrainingFailedException if the loss is no longer a number, the checkpoint is of another
   *     training, or validation fails
   */
  public TuneFit run(Progress progress)
      throws GraphRefusedException, IOException, InterruptedException, TrainingFailedException {
    try (Rig<?> rig = Rig.of(backend, task, plan, opener)) {
      return new Course(rig, task, plan, checkpoint, progress).run();
    }
  }
}
