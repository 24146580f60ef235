package io.saccade.trainer.tune;

import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.progress.TrainingFailedException;
import java.io.IOException;
import java.util.Map;

/** Says what the network, as it would be given away, makes of the validation images. */
@FunctionalInterface
public interface Scorer {

  /**
   * A row of scores for each validation image, in their order.
   *
   * @param weights what has changed, by name, to be put in place of the graph's own constants
   */
  float[][] logits(Map<String, HostTensor> weights)
      throws IOException, TrainingFailedException, InterruptedException;
}
