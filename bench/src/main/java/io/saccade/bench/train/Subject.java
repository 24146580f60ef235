package io.saccade.bench.train;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.trainer.recipe.Flag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A network and the images that it learns.
 *
 * @param name what is trained on what, for people
 * @param needs the files and folders that there must be
 * @param images where the images are, or are put together
 * @param settings of the training, but for images and seed
 */
record Subject(String name, List<Path> needs, Images images, Map<Flag, String> settings) {

  /** What only following gradients through the base takes. */
  private static final List<Flag> BEYOND_THE_HEAD =
      List.of(Flag.EPOCHS, Flag.BATCH, Flag.LR, Flag.SCHEDULE, Flag.FREEZE, Flag.EARLY_STOP);

  /** Labelled images. */
  @FunctionalInterface
  interface Images {

    /**
     * What a training is given as its data.
     *
     * @param folder for what has to be put together; the same is found there again
     */
    Path in(Path folder) throws CommandFailedException, IOException, InterruptedException;
  }

  Subject {
    needs = List.copyOf(needs);
    settings = Map.copyOf(settings);
  }

  /** The same with some settings changed. */
  Subject with(Map<Flag, String> others) {
    Map<Flag, String> all = new EnumMap<>(Flag.class);
    all.putAll(settings);
    all.putAll(others);
    return new Subject(name, needs, images, all);
  }

  /** The same network on other images. */
  Subject on(Images others) {
    return new Subject(name, needs, others, settings);
  }

  /** The same, of which only the head is learned: what fine-tuning begins with. */
  Subject headOnly() {
    Map<Flag, String> all = new EnumMap<>(Flag.class);
    all.putAll(settings);
    BEYOND_THE_HEAD.forEach(all::remove);
    all.put(Flag.MODE, "head");
    return new Subject(name, needs, images, all);
  }

  /**
   * All settings of one training. The precision is named, because what is measured may turn out
   * otherwise the next time.
   */
  Map<Flag, String> settings(long seed, Trainer trainer)
      throws CommandFailedException, IOException, InterruptedException {
    Map<Flag, String> all = new EnumMap<>(Flag.class);
    all.putAll(settings);
    all.put(Flag.DATA, images.in(trainer.folder()).toString());
    all.put(Flag.SEED, String.valueOf(seed));
    all.put(Flag.NAME, "bench");
    all.put(Flag.PRECISION, "full");
    return all;
  }
}
