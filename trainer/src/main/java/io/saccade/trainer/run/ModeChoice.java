package io.saccade.trainer.run;

import io.saccade.trainer.data.Split;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.surgery.FeatureCut;
import io.saccade.trainer.graph.surgery.MapsCut;
import io.saccade.trainer.interpret.Operators;
import io.saccade.trainer.progress.TrainingFailedException;
import io.saccade.trainer.recipe.BaseTop;
import io.saccade.trainer.recipe.LearningPlan;
import io.saccade.trainer.recipe.Mode;
import io.saccade.trainer.recipe.Recipe;
import java.util.List;

/** Settles what of a network is learned, where the user left it open. */
final class ModeChoice {

  /** With fewer images a class, a whole network learns them by heart. */
  private static final int ENOUGH = 40;

  private ModeChoice() {}

  /**
   * The mode.
   *
   * @throws TrainingFailedException where the mode that was asked for would train through operators
   *     that cannot be; all of them are named
   */
  static Mode of(Recipe recipe, Network network, Split split, int classes, Narration narration)
      throws GraphRefusedException, TrainingFailedException {
    LearningPlan learning = recipe.learning();
    if (recipe.network().architecture().isPresent()) {
      return Mode.SCRATCH;
    }
    boolean asked = learning.mode().isPresent();
    boolean linear = recipe.network().hidden().isEmpty();
    boolean head =
        asked
            ? learning.mode().get() == Mode.HEAD
            : learning.frozenBlocks() == LearningPlan.ALL_BLOCKS;
    if (head && linear) {
      return Mode.HEAD;
    }
    List<String> unsupported = Operators.unsupported(kept(recipe, network.maker().graph(classes)));
    if (!unsupported.isEmpty()) {
      return withoutGradients(asked || head || !linear, unsupported, narration);
    }
    if (head || asked) {
      return head ? Mode.HEAD : learning.mode().get();
    }
    int images = split.training().size();
    if (images < ENOUGH * classes) {
      narration.notice(
          "Only a head is learned, since there are %d images for %d classes, and a whole network"
                  .formatted(images, classes)
              + " wants %d a class; --mode finetune does it all the same.".formatted(ENOUGH));
      return Mode.HEAD;
    }
    return Mode.FINETUNE;
  }

  /** The part that the new head is put on: what lies beside it, or behind, is not trained. */
  private static Graph kept(Recipe recipe, Graph graph) throws GraphRefusedException {
    return recipe.network().top() == BaseTop.NONE ? MapsCut.of(graph) : FeatureCut.of(graph);
  }

  /** A linear head needs no gradients of the base; whoever asked for more is refused. */
  private static Mode withoutGradients(
      boolean refuse, List<String> unsupported, Narration narration)
      throws TrainingFailedException {
    if (refuse) {
      throw new TrainingFailedException(
          "The base has parts that cannot be trained through: %s. Learn a linear head only, with --mode head --head linear, or choose another base."
              .formatted(String.join(", ", unsupported)));
    }
    narration.notice(
        "Only a head is learned, since the base has parts that cannot be trained through: %s."
            .formatted(String.join(", ", unsupported)));
    return Mode.HEAD;
  }
}
