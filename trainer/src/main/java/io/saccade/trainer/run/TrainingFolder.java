package io.saccade.trainer.run;

import io.saccade.model.FileTree;
import io.saccade.trainer.progress.TrainingFailedException;
import io.saccade.trainer.recipe.Flag;
import io.saccade.trainer.recipe.Recipe;
import io.saccade.trainer.recipe.RecipeFile;
import io.saccade.trainer.recipe.RecipeRefusedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where a training keeps what it has done so far: a hidden folder beside the bundle to be, which
 * goes when the bundle is there. A training that was interrupted is taken up from it.
 *
 * @param path the folder
 */
public record TrainingFolder(Path path) {

  private static final String CHECKPOINT = "checkpoint-";

  /** The folder of the training that writes its bundle here. */
  public static TrainingFolder beside(Path out) {
    Path place = out.toAbsolutePath().normalize();
    return new TrainingFolder(place.resolveSibling("." + place.getFileName() + ".training"));
  }

  /** Whether there is a training to be taken up. */
  public boolean isBegun() {
    return Files.isRegularFile(recipe());
  }

  /**
   * Begins anew with this recipe; what an earlier training left there goes.
   *
   * @throws TrainingFailedException if something else than a training lies there
   */
  public void begin(Recipe recipe) throws IOException, TrainingFailedException {
    if (Files.exists(path) && !isBegun() && !isEmpty()) {
      throw new TrainingFailedException(
          "%s is in the way: it is needed for the training's state, but holds something else. Move"
                  .formatted(path)
              + " it, or choose another --out.");
    }
    delete();
    Files.createDirectories(path);
    Files.writeString(recipe(), RecipeFile.write(recipe.given()));
  }

  /**
   * The settings that the training was begun with, to go on with.
   *
   * @param given by the user this time; those that differ are refused
   * @throws TrainingFailedException where nothing was begun
   * @throws RecipeRefusedException where a setting differs, or what is kept is not readable
   */
  public Recipe resumed(Map<Flag, String> given)
      throws IOException, TrainingFailedException, RecipeRefusedException {
    if (!isBegun()) {
      throw new TrainingFailedException(
          "There is no interrupted training for this --out to resume; leave --resume out to begin"
              + " one.");
    }
    Map<Flag, String> begun = RecipeFile.read(recipe());
    Map<Flag, String> all = new EnumMap<>(Flag.class);
    all.putAll(begun);
    all.putAll(given);
    all.remove(Flag.OUT);
    Map<Flag, String> before = new EnumMap<>(Flag.class);
    before.putAll(begun);
    before.remove(Flag.OUT);
    if (!all.equals(before)) {
      all.entrySet().removeAll(before.entrySet());
      throw new RecipeRefusedException(
          all.keySet().stream()
              .map(
                  flag ->
                      "%s must be %s, as when the training was begun; leave it out with --resume."
                          .formatted(flag, before.getOrDefault(flag, "left out")))
              .toList());
    }
    return Recipe.of(begun);
  }

  /**
   * Takes the folder for this process until it ends.
   *
   * @throws TrainingFailedException if another process has it
   */
  public FileLock lock() throws IOException, TrainingFailedException {
    FileChannel channel =
        FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new TrainingFailedException(
          "Another training writes to this --out; wait for it, or choose another.");
    }
    return lock;
  }

  /** Removes it with all that is in it. */
  public void delete() throws IOException {
    FileTree.delete(path);
  }

  /** Removes it where nothing in it would be missed: a refusal came before the work did. */
  public void deleteUnlessWorthKeeping() throws IOException {
    if (!isWorthKeeping()) {
      delete();
    }
  }

  /** Whether something in it would be missed. */
  public boolean isWorthKeeping() throws IOException {
    if (Files.exists(features())
        || Files.exists(bundle())
        || (Files.exists(log()) && Files.size(log()) > 0)) {
      return true;
    }
    if (!Files.exists(path)) {
      return false;
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.anyMatch(file -> String.valueOf(file.getFileName()).startsWith(CHECKPOINT));
    }
  }

  /** The settings, as YAML. */
  public Path recipe() {
    return path.resolve("recipe.yaml");
  }

  /** The finished bundle, before it takes its place. */
  public Path bundle() {
    return path.resolve("bundle");
  }

  /** The report, before it takes its place. */
  public Path report() {
    return path.resolve("report.html");
  }

  /** What was made of each image, before it takes its place. */
  public Path predictions() {
    return path.resolve("predictions.csv");
  }

  /** What libraries print while they work. */
  public Path log() {
    return path.resolve("training.log");
  }

  /** What the frozen part of a network made of images. */
  Path features() {
    return path.resolve("features");
  }

  /** How far a part of the training has come. */
  Path checkpoint(String part) {
    return path.resolve(CHECKPOINT + part);
  }

  /** What was found out and is not to be found out anew. */
  Path found(String name) {
    return path.resolve(name);
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.findAny().isEmpty();
    }
  }
}
