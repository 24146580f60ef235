package io.saccade.trainer.tune;

import io.saccade.model.image.Preprocessing;
import io.saccade.model.image.TensorLayout;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphEdit;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.OnnxParts;
import io.saccade.trainer.interpret.Interpreter;
import io.saccade.trainer.interpret.Mode;
import io.saccade.trainer.tensor.TensorBackend;
import java.util.Arrays;

/**
 * Where the frozen part of a network ends.
 *
 * @param graph the frozen part, which ends in the value; the whole graph where nothing is frozen
 * @param first the first node that is trained
 * @param value the only value that it takes from before
 * @param dims of that value for one image
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record Cut(Graph graph, int first, String value, long[] dims) {

  static <T> Cut of(TensorBackend<T> backend, TuneTask task) throws GraphRefusedException {
    FreezePlan freeze = task.freeze();
    long[] image = image(task.tensors().preprocessing());
    if (freeze.firstTrained() == 0) {
      return new Cut(task.graph(), 0, task.graph().input(), image);
    }
    String value = freeze.entrance();
    long[] dims = dims(backend, endingIn(task.graph(), value, -1), image);
    long[] declared = dims.clone();
    declared[0] = -1;
    return new Cut(endingIn(task.graph(), value, declared), freeze.firstTrained(), value, dims);
  }

  /** Whether anything lies before it. */
  boolean hasFront() {
    return first > 0;
  }

  /** The value's dimensions for a batch. */
  long[] dims(int rows) {
    long[] batch = dims.clone();
    batch[0] = rows;
    return batch;
  }

  /** How many numbers the value has for one image. */
  int width() {
    return Math.toIntExact(Arrays.stream(dims).reduce(1, Math::multiplyExact));
  }

  private static long[] image(Preprocessing preprocessing) {
    int height = preprocessing.height();
    int width = preprocessing.width();
    int channels = preprocessing.channels();
    return preprocessing.layout() == TensorLayout.NCHW
        ? new long[] {1, channels, height, width}
        : new long[] {1, height, width, channels};
  }

  private static Graph endingIn(Graph graph, String value, long... dims)
      throws GraphRefusedException {
    GraphEdit edit = new GraphEdit(graph);
    edit.endIn(value);
    edit.output(OnnxParts.value(value, dims));
    return edit.graph();
  }

  /** Found by trying: ONNX files need not say how large their values are. */
  private static <T> long[] dims(TensorBackend<T> backend, Graph front, long[] image)
      throws GraphRefusedException {
    float[] zeros = new float[Math.toIntExact(Arrays.stream(image).reduce(1, (a, b) -> a * b))];
    try (Interpreter<T> interpreter = Interpreter.of(backend, front)) {
      return backend.inScope(
          () -> {
            T output = interpreter.forward(backend.tensor(zeros, image), Mode.EVALUATE);
            return backend.dims(output);
          });
    }
  }
}
