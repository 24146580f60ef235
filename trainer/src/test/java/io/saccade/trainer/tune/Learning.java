package io.saccade.trainer.tune;

import ai.onnxruntime.OrtException;
import io.saccade.model.image.Preprocessing;
import io.saccade.trainer.OnnxRun;
import io.saccade.trainer.data.Augmentation;
import io.saccade.trainer.data.Decoding;
import io.saccade.trainer.data.Sample;
import io.saccade.trainer.data.TrainingTensors;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.head.Evaluation;
import io.saccade.trainer.progress.TrainingFailedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/** How a network does on a part of real images, as ONNX Runtime computes it. */
final class Learning {

  private static final int AT_ONCE = 200;

  private final Graph graph;
  private final TrainingTensors tensors;
  private final List<Sample> samples;

  Learning(Graph graph, Preprocessing preprocessing, List<Sample> samples) {
    this.graph = graph;
    this.tensors = new TrainingTensors(preprocessing, Decoding.defaults(), Augmentation.none(), 1);
    this.samples = samples;
  }

  Validation validation() {
    return new Validation(labels(), this::logits);
  }

  /** The share of images that are right. */
  double accuracy(Map<String, HostTensor> weights) throws Exception {
    return Evaluation.of(logits(weights), labels()).accuracy();
  }

  int[] labels() {
    return samples.stream().mapToInt(Sample::label).toArray();
  }

  float[][] logits(Map<String, HostTensor> weights) throws IOException, TrainingFailedException {
    Preprocessing preprocessing = tensors.preprocessing();
    float[][] rows = new float[samples.size()][];
    for (int from = 0; from < rows.length; from += AT_ONCE) {
      List<Sample> some = samples.subList(from, Math.min(rows.length, from + AT_ONCE));
      ByteBuffer images =
          ByteBuffer.allocateDirect(some.size() * preprocessing.tensorBytes())
              .order(ByteOrder.nativeOrder());
      tensors.write(some, 0, images);
      float[] input = new float[images.flip().remaining() / Float.BYTES];
      images.asFloatBuffer().get(input);
      float[] scores = run(weights, input, preprocessing.shape(some.size()));
      int classes = scores.length / some.size();
      for (int i = 0; i < some.size(); i++) {
        rows[from + i] = new float[classes];
        System.arraycopy(scores, i * classes, rows[from + i], 0, classes);
      }
    }
    return rows;
  }

  private float[] run(Map<String, HostTensor> weights, float[] input, long[] dims)
      throws TrainingFailedException {
    try {
      return OnnxRun.output(graph.model(weights), input, dims);
    } catch (OrtException e) {
      throw new TrainingFailedException("the network cannot be run: " + e.getMessage(), e);
    }
  }
}
