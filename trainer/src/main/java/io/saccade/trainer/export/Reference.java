package io.saccade.trainer.export;

import io.saccade.trainer.data.Sample;
import io.saccade.trainer.data.TrainingTensors;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.progress.TrainingFailedException;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What was trained, computed by other means than the model that is given away. */
@FunctionalInterface
public interface Reference {

  /**
   * A row of scores for each image.
   *
   * @param weights to be put in place of the graph's own constants
   * @throws IOException if a sample cannot be read or decoded any more
   */
  float[][] logits(Map<String, HostTensor> weights, List<Sample> samples, TrainingTensors tensors)
      throws GraphRefusedException, TrainingFailedException, IOException, InterruptedException;
}
