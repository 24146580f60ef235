package io.saccade.trainer.export;

import io.saccade.model.image.ElementType;
import io.saccade.model.image.Preprocessing;
import io.saccade.trainer.data.Sample;
import io.saccade.trainer.data.TrainingTensors;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.interpret.Interpreter;
import io.saccade.trainer.interpret.Mode;
import io.saccade.trainer.tensor.TensorBackend;
import io.saccade.trainer.tensor.TorchBackend;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The graph as the interpreter computes it, which is what training changed the weights of. */
public final class InterpretedLogits implements Reference {

  private static final int BATCH = 8;

  private final Graph graph;

  /**
   * A reference for this graph.
   *
   * @param graph its first output is images × classes
   */
  public InterpretedLogits(Graph graph) {
    this.graph = graph;
  }

  @Override
  public float[][] logits(
      Map<String, HostTensor> weights, List<Sample> samples, TrainingTensors tensors)
      throws GraphRefusedException, IOException, InterruptedException {
    return logits(new TorchBackend(), weights, samples, tensors);
  }

  private <T> float[][] logits(
      TensorBackend<T> backend,
      Map<String, HostTensor> weights,
      List<Sample> samples,
      TrainingTensors tensors)
      throws GraphRefusedException, IOException, InterruptedException {
    Preprocessing preprocessing = tensors.preprocessing();
    ByteBuffer memory =
        ByteBuffer.allocateDirect(BATCH * preprocessing.tensorBytes())
            .order(ByteOrder.nativeOrder());
    List<float[]> rows = new ArrayList<>();
    try (Interpreter<T> interpreter = Interpreter.of(backend, graph)) {
      interpreter.weights().restore(weights);
      for (int from = 0; from < samples.size(); from += BATCH) {
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted while the export was proved");
        }
        List<Sample> batch = samples.subList(from, Math.min(from + BATCH, samples.size()));
        tensors.write(batch, 0, memory.clear());
        float[] images = floats(memory.flip(), preprocessing.type());
        float[] logits = forward(backend, interpreter, images, preprocessing.shape(batch.size()));
        int width = logits.length / batch.size();
        for (int row = 0; row < batch.size(); row++) {
          rows.add(Arrays.copyOfRange(logits, row * width, (row + 1) * width));
        }
      }
    }
    return rows.toArray(float[][]::new);
  }

  private static <T> float[] forward(
      TensorBackend<T> backend, Interpreter<T> interpreter, float[] images, long[] shape)
      throws GraphRefusedException {
    return backend.inScope(
        () -> backend.values(interpreter.forward(backend.tensor(images, shape), Mode.EVALUATE)));
  }

  private static float[] floats(ByteBuffer images, ElementType type) {
    if (type == ElementType.FLOAT32) {
      float[] floats = new float[images.remaining() / Float.BYTES];
      images.asFloatBuffer().get(floats);
      return floats;
    }
    float[] floats = new float[images.remaining()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = images.get(i) & 0xFF;
    }
    return floats;
  }
}
