package io.saccade.trainer.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.SharedData;
import io.saccade.trainer.OnnxRun;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.tensor.Precision;
import io.saccade.trainer.tensor.TorchBackend;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gradient of a real model, against differences of the loss that ONNX Runtime finds. */
final class GradientTest {

  private static final double[] STEPS = {1e-2, 1e-3, 3e-4, 1e-4};

  private final TorchBackend backend = new TorchBackend();

  @ParameterizedTest
  @CsvSource({"resnet20_cifar10.onnx, 10", "mnist_cnn.onnx, 10"})
  void pointsWhereOnnxRuntimesLossChanges(String file, int classes) throws Exception {
    assertPoints(Graph.read(SharedData.require("models/" + file)), classes);
  }

  @ParameterizedTest
  @CsvSource({
    "7, HIDDEN_LAYERS",
    "9, MEAN_AND_CONVOLUTION",
    "11, MEAN_AND_GEMM",
    "13, MEAN_AND_CONVOLUTION",
    "18, HIDDEN_LAYERS",
    "21, MEAN_AND_GEMM"
  })
  void pointsThereInBasesNeverSeenBefore(int opset, RandomClassifier.Ending ending)
      throws Exception {
    assertPoints(Graph.of(RandomClassifier.of(opset, -1, ending, 100 + opset)), 4);
  }

  private void assertPoints(Graph graph, int classes) throws Exception {
    backend.threads(1);
    long[] dims = graph.inputShape();
    dims[0] = dims[0] > 0 ? dims[0] : 3;
    float[] input = OnnxRun.noise(8, dims);
    Map<String, float[]> gradient = gradient(graph, input, dims, classes);
    double best = Double.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      Map<String, float[]> direction = direction(gradient, i);
      double slope = product(gradient, direction);
      for (double step : STEPS) {
        double there = loss(graph, moved(graph, direction, step), input, dims);
        double back = loss(graph, moved(graph, direction, -step), input, dims);
        best = Math.min(best, Math.abs((there - back) / (2 * step) - slope) / Math.abs(slope));
      }
    }
    assertThat(best).isLessThanOrEqualTo(1e-2);
  }

  private Map<String, float[]> gradient(Graph graph, float[] input, long[] dims, int classes)
      throws Exception {
    int images = (int) dims[0];
    try (Interpreter<Tensor> interpreter = Interpreter.of(backend, graph)) {
      return backend.inScope(
          () -> {
            Tensor loss =
                backend.withGradients(
                    Precision.FULL,
                    () -> {
                      Tensor x = backend.tensor(input, dims);
                      Tensor scores = interpreter.forward(x, Mode.DIFFERENTIATE);
                      Tensor wanted = backend.tensor(firstClass(images, classes), images, classes);
                      return backend.math().crossEntropy(scores, wanted);
                    });
            backend.backward(loss);
            Map<String, float[]> gradients = new LinkedHashMap<>();
            interpreter.weights().parameters().forEach((name, t) -> gradients.put(name, values(t)));
            return gradients;
          });
    }
  }

  private float[] values(Tensor parameter) {
    return backend.values(backend.gradient(parameter).orElseThrow());
  }

  private static float[] firstClass(int images, int classes) {
    float[] wanted = new float[images * classes];
    for (int i = 0; i < images; i++) {
      wanted[i * classes] = 1;
    }
    return wanted;
  }

  /** The gradient itself, or one at random with a share of it, of length 1. */
  private static Map<String, float[]> direction(Map<String, float[]> gradient, int seed) {
    Random random = new Random(seed);
    double length = Math.sqrt(product(gradient, gradient));
    int size = gradient.values().stream().mapToInt(part -> part.length).sum();
    Map<String, float[]> direction = new HashMap<>();
    gradient.forEach(
        (name, part) -> {
          float[] moved = new float[part.length];
          for (int i = 0; i < part.length; i++) {
            double chance = seed == 0 ? 0 : random.nextGaussian() / Math.sqrt(size);
            moved[i] = (float) (part[i] / length + chance);
          }
          direction.put(name, moved);
        });
    return direction;
  }

  private static double product(Map<String, float[]> a, Map<String, float[]> b) {
    double sum = 0;
    for (Map.Entry<String, float[]> part : a.entrySet()) {
      float[] other = b.getOrDefault(part.getKey(), new float[0]);
      for (int i = 0; i < other.length; i++) {
        sum += (double) part.getValue()[i] * other[i];
      }
    }
    return sum;
  }

  private static Map<String, HostTensor> moved(
      Graph graph, Map<String, float[]> direction, double step) {
    Map<String, HostTensor> moved = new HashMap<>();
    graph
        .constants()
        .forEach(
            (name, constant) -> {
              float[] along = direction.getOrDefault(name, new float[0]);
              float[] values = constant.floats();
              for (int i = 0; i < along.length; i++) {
                values[i] += (float) (step * along[i]);
              }
              if (along.length > 0) {
                moved.put(name, HostTensor.floats(constant.dims(), values));
              }
            });
    return moved;
  }

  /** The cross entropy with the first class. */
  private static double loss(
      Graph graph, Map<String, HostTensor> weights, float[] input, long[] dims) throws Exception {
    float[] scores = OnnxRun.output(graph.model(weights), input, dims);
    int classes = scores.length / (int) dims[0];
    double loss = 0;
    for (int image = 0; image < dims[0]; image++) {
      double sum = 0;
      for (int i = 0; i < classes; i++) {
        sum += Math.exp(scores[image * classes + i] - scores[image * classes]);
      }
      loss += Math.log(sum);
    }
    return loss / dims[0];
  }
}
