package io.saccade.trainer.tune;

import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.progress.TrainingFailedException;
import io.saccade.trainer.tensor.TensorBackend;

/**
 * What every kind of training needs.
 *
 * @param learner that learns from batches
 * @param maker of them; no queue of it may be open when it is closed
 */
record Rig<T>(Learner<T> learner, BatchMaker maker) implements AutoCloseable {

  static <T> Rig<T> of(TensorBackend<T> backend, TuneTask task, TunePlan plan, Front.Opener opener)
      throws GraphRefusedException, TrainingFailedException {
    Cut cut = Cut.of(backend, task);
    BatchMaker maker = new BatchMaker(task, plan, cut, opener);
    try {
      return new Rig<>(new Learner<>(backend, task, plan, cut), maker);
    } catch (GraphRefusedException e) {
      maker.close();
      throw e;
    }
  }

  @Override
  public void close() {
    maker.close();
    learner.close();
  }
}
