package io.saccade.trainer.export;

import io.saccade.trainer.data.Sample;
import io.saccade.trainer.data.TrainingTensors;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.surgery.FeatureCut;
import io.saccade.trainer.graph.surgery.GraftedHead;
import io.saccade.trainer.head.Features;
import io.saccade.trainer.head.FeaturesRefusedException;
import io.saccade.trainer.head.LinearHead;
import io.saccade.trainer.onnx.OrtNetwork;
import io.saccade.trainer.progress.TrainingFailedException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The features of the base as ONNX Runtime computes them, and the head on them in plain Java: for
 * heads that were trained so, on bases that need not be fit for more.
 */
public final class HeadLogits implements Reference {

  private final Graph base;
  private final GraftedHead head;
  private final int threads;

  /**
   * A reference for this head.
   *
   * @param base what the head was put on, as it was before
   * @param threads how many run the base
   */
  public HeadLogits(Graph base, GraftedHead head, int threads) {
    this.base = base;
    this.head = head;
    this.threads = threads;
  }

  @Override
  public float[][] logits(
      Map<String, HostTensor> weights, List<Sample> samples, TrainingTensors tensors)
      throws GraphRefusedException, TrainingFailedException, IOException, InterruptedException {
    Graph cut = FeatureCut.of(base);
    Map<String, HostTensor> frozen = new HashMap<>(weights);
    frozen.keySet().retainAll(cut.constants().keySet());
    float[][] rows;
    try (OrtNetwork network = OrtNetwork.of(cut.model(frozen), threads)) {
      rows = network.rows(samples, tensors, 0, done -> {});
    }
    List<String> parameters = head.parameters();
    for (int layer = 0; layer < parameters.size(); layer += 2) {
      if (layer > 0) {
        rectify(rows);
      }
      HostTensor weight = trained(parameters.get(layer), weights);
      HostTensor bias = trained(parameters.get(layer + 1), weights);
      rows = layer(weight, bias).logits(features(rows, samples));
    }
    return rows;
  }

  private static Features features(float[][] rows, List<Sample> samples)
      throws TrainingFailedException {
    try {
      return new Features(rows, new int[rows.length], 1);
    } catch (FeaturesRefusedException e) {
      throw new TrainingFailedException(
          "%s: %s".formatted(samples.get(e.row()).name(), e.getMessage()), e);
    }
  }

  private HostTensor trained(String name, Map<String, HostTensor> weights) {
    return weights.getOrDefault(name, head.graph().constant(name));
  }

  private static LinearHead layer(HostTensor weight, HostTensor bias) {
    float[] values = weight.floats();
    int width = (int) weight.dims()[1];
    float[][] rows = new float[bias.size()][width];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(values, row * width, rows[row], 0, width);
    }
    return new LinearHead(rows, bias.floats());
  }

  private static void rectify(float[][] rows) {
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = Math.max(0, row[i]);
      }
    }
  }
}
