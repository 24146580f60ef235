package io.saccade.trainer.progress;

/** Who is told how a training comes on. Called by any thread, but by one at a time. */
@FunctionalInterface
public interface Progress {

  /** Takes note of it, soon: the training waits meanwhile. */
  void tell(TrainingEvent event);
}
