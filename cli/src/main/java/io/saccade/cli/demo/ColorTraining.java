package io.saccade.cli.demo;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.StopSignal;
import io.saccade.cli.train.TrainingRun;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.IfPresent;
import io.saccade.trainer.progress.Progress;
import io.saccade.trainer.progress.TrainingEvent;
import io.saccade.trainer.progress.TrainingFailedException;
import io.saccade.trainer.recipe.Flag;
import io.saccade.trainer.recipe.Recipe;
import io.saccade.trainer.recipe.RecipeRefusedException;
import io.saccade.trainer.run.TrainingFolder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trains the demo's model from scratch, as {@code saccade train} does: a small convolutional
 * network that tells the colour of a drawn shape.
 */
final class ColorTraining {

  private static final String NAME = "colors";
  private static final int IMAGES = 1_200;

  // Colours need few pixels; with so few, threads would wait for one another more than they help.
  // What would be measured is set, so that two demos on one machine serve the same bytes.
  private static final Map<Flag, String> SETTINGS =
      Map.of(
          Flag.ARCH, "small-cnn",
          Flag.IMAGE_SIZE, "16",
          Flag.EPOCHS, "6",
          Flag.PRECISION, "full",
          Flag.THREADS, "1",
          Flag.SEED, "1",
          Flag.NAME, NAME);

  private static final String HEAP = "512m";

  private final Path scratch;
  private final Progress progress;
  private final StopSignal stop;

  /**
   * Prepares a training.
   *
   * @param scratch a folder for all that is drawn and made; its owner deletes it
   * @param progress is told how it comes on
   * @param stop ends it early
   */
  ColorTraining(Path scratch, Progress progress, StopSignal stop) {
    this.scratch = scratch;
    this.progress = progress;
    this.stop = stop;
  }

  /**
   * Draws, and trains.
   *
   * @param kept where bundle and report go besides, for whoever wants to look at them later
   */
  ServedModel run(Optional<Path> kept)
      throws IOException, BundleRefusedException, CommandFailedException {
    Optional<Path> copy = kept.map(folder -> folder.resolve(NAME));
    if (copy.isPresent()) {
      requireFree(copy.get());
    }
    long startedAt = System.nanoTime();
    Path images = scratch.resolve("drawn-shapes");
    DrawnFolders.draw(images, IMAGES, progress, stop);
    TrainingEvent.Finished finished = train(recipe(images));
    if (copy.isPresent()) {
      keep(finished, copy.get());
    }
    Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
    return new ServedModel(
        finished.bundle(), Optional.of(new Lesson(IMAGES, finished.validationAccuracy(), took)));
  }

  private Recipe recipe(Path images) {
    Map<Flag, String> given = new EnumMap<>(SETTINGS);
    given.put(Flag.DATA, images.toString());
    given.put(Flag.OUT, scratch.resolve(NAME).toString());
    try {
      return Recipe.of(given);
    } catch (RecipeRefusedException e) {
      throw new IllegalStateException("the demo's recipe is sound", e);
    }
  }

  private TrainingEvent.Finished train(Recipe recipe) throws IOException, CommandFailedException {
    TrainingFolder folder = TrainingFolder.beside(recipe.result().out());
    try {
      folder.begin(recipe);
      return TrainingRun.await(recipe, folder, List.of("-Xmx" + HEAP), progress, stop);
    } catch (InterruptedException e) {
      throw new CommandFailedException("the demo was stopped while its model was learning", e);
    } catch (TrainingFailedException e) {
      throw new CommandFailedException(
          "the demo's model could not be trained; --model BUNDLE does without: " + e.getMessage(),
          e);
    }
  }

  private static void requireFree(Path bundle) throws CommandFailedException, IOException {
    try {
      BundleWriter.requireFree(bundle, IfPresent.REFUSE);
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailedException(e.getMessage() + "; choose another folder for --keep", e);
    }
  }

  private static void keep(TrainingEvent.Finished finished, Path bundle)
      throws IOException, BundleRefusedException {
    BundleWriter.write(Bundle.read(finished.bundle()), bundle, IfPresent.REFUSE);
    Files.copy(
        finished.report(),
        bundle.resolveSibling(NAME + ".html"),
        StandardCopyOption.REPLACE_EXISTING);
  }
}
