package io.saccade.trainer.tune;

import io.saccade.trainer.data.Sample;
import io.saccade.trainer.data.TrainingTensors;
import io.saccade.trainer.graph.Graph;
import java.util.List;

/**
 * What is trained, and on what.
 *
 * @param graph its first output is images × classes, scores before softmax; its batch is free
 * @param freeze what of it stays as it is
 * @param tensors what turns samples into its input
 * @param training the images that are learned from, at least 2
 * @param validation what the best epoch is chosen by
 */
public record TuneTask(
    Graph graph,
    FreezePlan freeze,
    TrainingTensors tensors,
    List<Sample> training,
    Validation validation) {

  /** Copies the list. */
  public TuneTask {
    training = List.copyOf(training);
    if (training.size() < 2) {
      throw new IllegalArgumentException(
          "training must have at least 2 images, but had " + training.size());
    }
  }

  /** How many classes there are. */
  int classes() {
    long[] shape = graph.outputShape(graph.outputs().get(0));
    return Math.toIntExact(shape[shape.length - 1]);
  }
}
