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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Trains the demo's model from scratch, as {@code saccade train} does: a small convolutional
 * network that tells the colour of a drawn shape, in two versions.
 */
final class ColorTraining {

  static final String NAME = "colors";

  // Colours need few pixels; with so few, threads would wait for one another more than they help.
  // What would be measured is set, so that two demos on one machine serve the same bytes.
  private static final Map<Flag, String> SETTINGS =
      Map.of(
          Flag.ARCH, "small-cnn",
          Flag.IMAGE_SIZE, "16",
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
   * Draws, and trains every version.
   *
   * @param kept where bundles and reports go besides, for whoever wants to look at them later
   */
  TwoVersions run(Optional<Path> kept)
      throws IOException, BundleRefusedException, CommandFailedException {
    for (Course course : Course.values()) {
      if (kept.isPresent()) {
        requireFree(copy(kept.get(), course));
      }
    }
    Path images = scratch.resolve("drawn-shapes");
    List<Path> drawn = DrawnFolders.draw(images, Course.allImages(), progress, stop);
    if (stop.isAsked()) {
      throw stopped(null);
    }
    List<Path> bundles = new ArrayList<>();
    List<Lesson> lessons = new ArrayList<>();
    for (Course course : Course.values()) {
      long startedAt = System.nanoTime();
      Path listing = images.resolve(course.version() + ".csv");
      course.write(listing, drawn);
      Path bundle = bundle(course);
      TrainingEvent.Finished finished = train(recipe(course, listing));
      Files.move(finished.bundle(), bundle);
      Path report = Files.move(finished.report(), reportBeside(bundle));
      Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
      if (kept.isPresent()) {
        report = keep(bundle, report, copy(kept.get(), course));
      }
      bundles.add(bundle);
      lessons.add(new Lesson(course, finished.validationAccuracy(), took, report));
    }
    return new TwoVersions(bundles.get(0), bundles.get(1), lessons);
  }

  private Recipe recipe(Course course, Path listing) throws IOException {
    Files.createDirectories(scratch.resolve("models").resolve(NAME));
    Map<Flag, String> given = new EnumMap<>(SETTINGS);
    given.put(Flag.DATA, listing.toString());
    given.put(Flag.EPOCHS, Integer.toString(course.epochs()));
    given.put(Flag.VERSION, course.version());
    given.put(Flag.OUT, bundle(course).toString());
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
      throw stopped(e);
    } catch (TrainingFailedException e) {
      throw new CommandFailedException(
          "the demo's model could not be trained; --model BUNDLE does without: " + e.getMessage(),
          e);
    }
  }

  private static CommandFailedException stopped(@Nullable InterruptedException cause) {
    String message = "the demo was stopped while its model was learning";
    return cause == null
        ? new CommandFailedException(message)
        : new CommandFailedException(message, cause);
  }

  private Path bundle(Course course) {
    return scratch.resolve("models").resolve(NAME).resolve(course.version());
  }

  private static Path reportBeside(Path bundle) {
    return bundle.resolveSibling(bundle.getFileName() + ".html");
  }

  private static Path copy(Path kept, Course course) {
    return kept.resolve(NAME).resolve(course.version());
  }

  private static void requireFree(Path bundle) throws CommandFailedException, IOException {
    try {
      BundleWriter.requireFree(bundle, IfPresent.REFUSE);
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailedException(e.getMessage() + "; choose another folder for --keep", e);
    }
  }

  private static Path keep(Path bundle, Path report, Path copy)
      throws IOException, BundleRefusedException {
    BundleWriter.write(Bundle.read(bundle), copy, IfPresent.REFUSE);
    return Files.copy(report, reportBeside(copy), StandardCopyOption.REPLACE_EXISTING);
  }
}
