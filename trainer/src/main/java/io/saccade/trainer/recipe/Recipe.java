package io.saccade.trainer.recipe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that a training is told. Two trainings of one recipe give the same bytes.
 *
 * @param given the values as texts, those that the user gave or that were settled since
 */
public record Recipe(
    Map<Flag, String> given,
    ImagesPlan images,
    NetworkPlan network,
    LearningPlan learning,
    ResultPlan result) {

  /** What has no part in the bytes of the model, and what may lie elsewhere the next time. */
  private static final List<Flag> NOT_IN_THE_MODEL = List.of(Flag.OUT, Flag.REPORT, Flag.THREADS);

  /** Copies the values. */
  public Recipe {
    Map<Flag, String> copy = new EnumMap<>(Flag.class);
    copy.putAll(given);
    given = Collections.unmodifiableMap(copy);
  }

  /**
   * The recipe of these values; what is not given is as usual.
   *
   * @throws RecipeRefusedException with every mistake
   */
  public static Recipe of(Map<Flag, String> given) throws RecipeRefusedException {
    List<String> mistakes = new ArrayList<>();
    Recipe recipe = new RecipeReading(given, mistakes).recipe();
    if (!mistakes.isEmpty()) {
      throw new RecipeRefusedException(mistakes.stream().distinct().toList());
    }
    return recipe;
  }

  /**
   * The recipe with the mode settled, and with it all that depends on it.
   *
   * @throws RecipeRefusedException where something that was given does not go with the mode
   */
  public Recipe settled(Mode mode) throws RecipeRefusedException {
    return settled(Map.of(Flag.MODE, mode.word()));
  }

  /**
   * The recipe with what was left to be found out, and was: who repeats it elsewhere need not find
   * the same.
   *
   * @throws RecipeRefusedException where what was found does not go with the rest
   */
  public Recipe settled(Map<Flag, String> found) throws RecipeRefusedException {
    Map<Flag, String> all = new EnumMap<>(Flag.class);
    all.putAll(given);
    all.putAll(found);
    return of(all);
  }

  /** Every setting that the result depends on, by name, in the order of the flags. */
  public Map<Flag, String> written() {
    Mode mode = RecipeReading.assumedMode(this);
    Map<Flag, String> all = Usual.of(mode, network.hidden().isEmpty());
    all.putAll(given);
    all.put(Flag.MODE, mode.word());
    all.put(Flag.NAME, result.name());
    NOT_IN_THE_MODEL.forEach(all::remove);
    all.put(Flag.DATA, lastOf(images.data()));
    network.base().ifPresent(base -> all.put(Flag.BASE, lastOf(base)));
    return all;
  }

  /** What something is called, not where it lies: that is nobody's business. */
  private static String lastOf(Path path) {
    return String.valueOf(path.toAbsolutePath().normalize().getFileName());
  }
}
