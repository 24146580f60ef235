package io.saccade.bench.train;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.train.TrainingView;
import io.saccade.trainer.child.ChildProcess;
import io.saccade.trainer.progress.TrainingEvent;
import io.saccade.trainer.progress.TrainingFailedException;
import io.saccade.trainer.recipe.Flag;
import io.saccade.trainer.recipe.Recipe;
import io.saccade.trainer.recipe.RecipeRefusedException;
import io.saccade.trainer.run.TrainingFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Trains as {@code saccade train} does: by a recipe, in a child process. */
final class Trainer {

  private static final List<String> JAVA = List.of("-Xmx2g");

  private final Path folder;
  private final PrintWriter err;
  private final List<String> java;
  private final Map<Map<Flag, String>, Outcome> known = new HashMap<>();
  private int begun;

  /** Is shown everything that a training tells, and the process that it runs in. */
  @FunctionalInterface
  interface Watch {

    /** Called on a thread of its own, one event after the other. */
    void see(TrainingEvent event, ProcessHandle child);
  }

  /**
   * A trainer.
   *
   * @param folder for all that trainings leave; its owner deletes it
   * @param err where it is told how they come on
   */
  Trainer(Path folder, PrintWriter err) {
    this(folder, err, JAVA);
  }

  private Trainer(Path folder, PrintWriter err, List<String> java) {
    this.folder = folder;
    this.err = err;
    this.java = List.copyOf(java);
  }

  /**
   * Another one.
   *
   * @param name of its folder
   * @param options of its trainings' Java
   */
  Trainer withJava(String name, List<String> options) throws IOException {
    return new Trainer(Files.createDirectories(folder.resolve(name)), err, options);
  }

  /** Where data may be put together. */
  Path folder() {
    return folder;
  }

  /** Trains, or gives what the same settings brought before. */
  Outcome trained(Map<Flag, String> settings)
      throws CommandFailedException, IOException, InterruptedException {
    Outcome before = known.get(settings);
    if (before != null) {
      return before;
    }
    Outcome outcome = train(settings, (event, child) -> {});
    known.put(Map.copyOf(settings), outcome);
    return outcome;
  }

  /** Trains, whatever was trained before. */
  Outcome train(Map<Flag, String> settings, Watch watch)
      throws CommandFailedException, IOException, InterruptedException {
    Recipe recipe = recipe(settings);
    TrainingFolder place = TrainingFolder.beside(recipe.result().out());
    try {
      place.begin(recipe);
      return run(recipe, place, watch);
    } catch (TrainingFailedException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Trains, kills the training amid an epoch after the first, and takes it up again.
   *
   * @throws CommandFailedException if the training was over before it could be killed
   */
  Outcome killedAndResumed(Map<Flag, String> settings)
      throws CommandFailedException, IOException, InterruptedException {
    Recipe recipe = recipe(settings);
    TrainingFolder place = TrainingFolder.beside(recipe.result().out());
    try {
      place.begin(recipe);
      if (!isKilled(recipe, place)) {
        throw new CommandFailedException("the training was over before it could be killed");
      }
      return run(recipe, place, (event, child) -> {});
    } catch (TrainingFailedException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private boolean isKilled(Recipe recipe, TrainingFolder place)
      throws CommandFailedException, IOException, InterruptedException {
    Pace seen = new Pace();
    try {
      run(
          recipe,
          place,
          (event, child) -> {
            if (seen.isPastFirstEpoch()) {
              boolean unused = child.destroyForcibly();
            }
            seen.tell(event);
          });
      return false;
    } catch (TrainingFailedException e) {
      return seen.isPastFirstEpoch();
    }
  }

  private Outcome run(Recipe recipe, TrainingFolder place, Watch watch)
      throws CommandFailedException, IOException, InterruptedException, TrainingFailedException {
    Pace pace = new Pace();
    try (TrainingView view = new TrainingView(err);
        ChildProcess child = ChildProcess.start(place, recipe.learning(), java)) {
      Optional<ProcessHandle> process = ProcessHandle.of(child.pid());
      TrainingEvent.Finished finished =
          child.await(
              event -> {
                view.tell(event);
                pace.tell(event);
                process.ifPresent(handle -> watch.see(event, handle));
              });
      return Outcome.of(finished, pace);
    }
  }

  private Recipe recipe(Map<Flag, String> settings) throws CommandFailedException {
    Map<Flag, String> given = new EnumMap<>(Flag.class);
    given.putAll(settings);
    begun++;
    given.put(Flag.OUT, folder.resolve("training-" + begun).toString());
    try {
      return Recipe.of(given);
    } catch (RecipeRefusedException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }
}
