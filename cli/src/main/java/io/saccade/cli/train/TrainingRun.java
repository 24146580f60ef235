package io.saccade.cli.train;

import io.saccade.cli.console.StopSignal;
import io.saccade.trainer.child.ChildProcess;
import io.saccade.trainer.progress.Progress;
import io.saccade.trainer.progress.TrainingEvent;
import io.saccade.trainer.progress.TrainingFailedException;
import io.saccade.trainer.recipe.Recipe;
import io.saccade.trainer.run.TrainingFolder;
import java.io.IOException;
import java.util.List;

/** Trains in a child process that ends with whoever waits for it. */
public final class TrainingRun {

  private TrainingRun() {}

  /**
   * Trains what the folder was begun with, to the end.
   *
   * @param java options of the child's Java
   * @param view is told how it comes on
   * @return where bundle and report lie, in the folder
   * @throws InterruptedException where {@code stop} is asked before the end; the child is gone then
   * @throws TrainingFailedException with the child's own last words, or what its end means
   */
  public static TrainingEvent.Finished await(
      Recipe settings, TrainingFolder folder, List<String> java, Progress view, StopSignal stop)
      throws IOException, InterruptedException, TrainingFailedException {
    try (ChildProcess child = ChildProcess.start(folder, settings.learning(), java)) {
      StopSignal.Interrupter interrupter = stop.interrupter();
      try {
        return child.await(view);
      } catch (TrainingFailedException e) {
        // A terminal sends Ctrl-C to the child as well, which may be the first to end of it.
        if (stop.isAsked()) {
          throw interruption(e);
        }
        throw e;
      } finally {
        interrupter.disarm();
      }
    }
  }

  private static InterruptedException interruption(TrainingFailedException cause) {
    InterruptedException interruption = new InterruptedException("the training was interrupted");
    interruption.initCause(cause);
    return interruption;
  }
}
