package io.saccade.trainer.run;

import io.saccade.trainer.data.Augmentation;
import io.saccade.trainer.data.Decoding;
import io.saccade.trainer.data.LabelledImages;
import io.saccade.trainer.data.Sample;
import io.saccade.trainer.data.Split;
import io.saccade.trainer.data.TrainingTensors;
import io.saccade.trainer.recipe.Flag;
import io.saccade.trainer.recipe.Recipe;
import io.saccade.trainer.recipe.RecipeRefusedException;
import java.util.Map;

/**
 * What a training stands on once it is known to make sense.
 *
 * @param recipe with its mode settled
 * @param network what is to learn
 * @param images what was found sound
 * @param split what each image is for
 */
record Ground(Recipe recipe, Network network, LabelledImages images, Split split) {

  /**
   * The same with what was left open in the recipe, and was found since.
   *
   * @throws RecipeRefusedException where what was found does not go with the rest
   */
  Ground settled(Map<Flag, String> found) throws RecipeRefusedException {
    return new Ground(recipe.settled(found), network, images, split);
  }

  /** Tensors of the network's input, varied so. */
  TrainingTensors tensors(Augmentation augmentation) {
    return new TrainingTensors(
        network.preprocessing(), Decoding.defaults(), augmentation, recipe.learning().seed());
  }

  /** Tensors of the network's input, as the processor makes them. */
  TrainingTensors plain() {
    return tensors(Augmentation.none());
  }

  int classes() {
    return images.classes().size();
  }

  int[] validationLabels() {
    return split.validation().stream().mapToInt(Sample::label).toArray();
  }

  /** What must be equal for work of an earlier run to be of use to this one. */
  String identity() {
    return Hash.of(
        "%s %s %s %s"
            .formatted(network.sha256(), network.preprocessing(), images.hash(), recipe.written()));
  }
}
