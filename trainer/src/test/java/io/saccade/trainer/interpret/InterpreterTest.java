package io.saccade.trainer.interpret;

import static io.saccade.trainer.graph.Models.dims;
import static io.saccade.trainer.graph.Models.floats;
import static io.saccade.trainer.graph.Models.row;
import static io.saccade.trainer.graph.OnnxParts.integer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.trainer.OnnxRun;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.Models;
import io.saccade.trainer.graph.OnnxParts;
import io.saccade.trainer.tensor.Precision;
import io.saccade.trainer.tensor.TorchBackend;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class InterpreterTest {

  private final TorchBackend backend = new TorchBackend();

  @BeforeEach
  void oneThread() {
    backend.threads(1);
  }

  /** Convolution, normalisation, and a head behind shape arithmetic, as exporters write it. */
  private static Graph graph() throws GraphRefusedException {
    return Graph.of(network());
  }

  private static ModelProto network() {
    return Models.from(dims(-1, 2, 4, 4), dims(-1, 3))
        .with("mean", floats(dims(2, 1, 1), 0.5, 0.25))
        .with("w", HostTensor.floats(dims(3, 2, 3, 3), OnnxRun.noise(1, 3, 2, 3, 3)))
        .with("scale", floats(dims(3), 1, 2, 0.5))
        .with("shift", floats(dims(3), 0, 1, -1))
        .with("m", floats(dims(3), 0.1, 0.2, 0.3))
        .with("v", floats(dims(3), 1, 2, 3))
        .with("zero", row(0))
        .with("open", row(-1))
        .with("h", HostTensor.floats(dims(12, 3), OnnxRun.noise(2, 12, 3)))
        .with("b", floats(dims(3), 0.5, 0, -0.5))
        .node("Sub", "centred", "x", "mean")
        .node("Conv", "c", "centred", "w")
        .node("BatchNormalization", "n", "c", "scale", "shift", "m", "v")
        .node("Relu", "r", "n")
        .node("Shape", "s", "r")
        .node("Gather", "rows", "s", "zero")
        .with(OnnxParts.node("Concat", "shape", List.of("rows", "open"), integer("axis", 0)))
        .node("Reshape", "f", "r", "shape")
        .node("Gemm", "y", "f", "h", "b")
        .opset(13);
  }

  @Test
  void takesWeightsForParametersAndPreprocessingForNone() throws Exception {
    try (Interpreter<Tensor> interpreter = Interpreter.of(backend, graph())) {
      assertThat(interpreter.weights().parameters().keySet())
          .containsExactly("w", "scale", "shift", "h", "b");
      assertThat(interpreter.weights().snapshot()).containsKeys("m", "v").doesNotContainKey("mean");
    }
  }

  @Test
  void learnsOnlyBehindTheFrozenNodes() throws Exception {
    Graph graph = graph();
    int head = graph.nodes().size() - 1;
    try (Interpreter<Tensor> interpreter = Interpreter.of(backend, graph)) {
      interpreter.weights().freezeBefore(head);
      Map<String, HostTensor> before = interpreter.weights().snapshot();

      step(interpreter, Mode.TRAIN);

      assertThat(interpreter.weights().trainable().keySet()).containsExactly("h", "b");
      Map<String, HostTensor> after = interpreter.weights().snapshot();
      assertThat(values(after, "h")).isNotEqualTo(values(before, "h"));
      for (String frozen : List.of("w", "scale", "shift", "m", "v")) {
        assertThat(values(after, frozen)).containsExactly(values(before, frozen));
      }
    }
  }

  @Test
  void movesStatisticsInTrainingAlone() throws Exception {
    try (Interpreter<Tensor> interpreter = Interpreter.of(backend, graph())) {
      Map<String, HostTensor> before = interpreter.weights().snapshot();
      step(interpreter, Mode.TUNE);
      assertThat(values(interpreter.weights().snapshot(), "m"))
          .containsExactly(values(before, "m"));

      step(interpreter, Mode.TRAIN);

      assertThat(values(interpreter.weights().snapshot(), "m")).isNotEqualTo(values(before, "m"));
    }
  }

  @Test
  void lowersTheLossWithEveryStep() throws Exception {
    try (Interpreter<Tensor> interpreter = Interpreter.of(backend, graph())) {
      float first = step(interpreter, Mode.TUNE);
      float last = first;
      for (int i = 0; i < 30; i++) {
        last = step(interpreter, Mode.TUNE);
      }
      assertThat(last).isLessThan(first / 2);
    }
  }

  @Test
  void differentiatesAsTheLossOfOnnxRuntimeDoes() throws Exception {
    Graph graph = graph();
    try (Interpreter<Tensor> interpreter = Interpreter.of(backend, graph)) {
      float[] gradient =
          backend.inScope(
              () -> {
                backend.backward(loss(interpreter, Mode.DIFFERENTIATE));
                Tensor weights = interpreter.weights().parameters().get("w");
                return weights == null
                    ? new float[0]
                    : backend.values(backend.gradient(weights).orElseThrow());
              });
      double length = 0;
      for (float part : gradient) {
        length += part * part;
      }
      double there = served(graph, gradient, 1e-2 / length);
      double back = served(graph, gradient, -1e-2 / length);

      assertThat((there - back) / (2e-2 / length)).isCloseTo(length, within(1e-2 * length));
    }
  }

  @Test
  void goesOnFromTheMiddle() throws Exception {
    try (Interpreter<Tensor> interpreter = Interpreter.of(backend, graph())) {
      float[] flat = OnnxRun.noise(4, 2, 12);
      float[] scores =
          backend.inScope(
              () -> {
                Map<String, Tensor> known = Map.of("f", backend.tensor(flat, 2, 12));
                int head = graph().nodes().size() - 1;
                return backend.values(interpreter.forwardFrom(head, known, Mode.EVALUATE));
              });
      assertThat(scores).hasSize(6);
    }
  }

  @Test
  void leavesNoTensorBehind() throws Exception {
    try (Interpreter<Tensor> interpreter = Interpreter.of(backend, graph())) {
      round(interpreter);
      long before = Pointer.totalCount();
      for (int i = 0; i < 50; i++) {
        round(interpreter);
      }
      assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before + 5);
    }
  }

  private void round(Interpreter<Tensor> interpreter) throws GraphRefusedException {
    step(interpreter, Mode.TRAIN);
    backend.inScope(() -> backend.values(interpreter.forward(images(), Mode.EVALUATE)));
  }

  @Test
  void takesArithmeticOfShapesThatNoLayerDoes() throws Exception {
    ModelProto model =
        Models.from(dims(-1, 8))
            .with("second", row(1))
            .with("two", floats(dims(1), 2))
            .with("open", row(-1))
            .node("Shape", "s", "x")
            .node("Gather", "width", "s", "second")
            .with(OnnxParts.node("Cast", "wide", List.of("width"), integer("to", 1)))
            .node("Div", "halved", "wide", "two")
            .node("Floor", "whole", "halved")
            .with(OnnxParts.node("Cast", "half", List.of("whole"), integer("to", 7)))
            .with(OnnxParts.node("Concat", "shape", List.of("open", "half"), integer("axis", 0)))
            .node("Reshape", "y", "x", "shape")
            .opset(13);
    float[] input = OnnxRun.noise(1, 3, 8);

    HostTensor output = Forward.of(model, input, 3, 8);

    assertThat(output.dims()).containsExactly(6, 4);
    assertThat(output.floats()).containsExactly(OnnxRun.output(model, input, 3, 8));
  }

  @Test
  void namesEverythingThatCannotBeTrainedThrough() throws Exception {
    Graph graph =
        Graph.of(
            Models.from(dims(-1, 8), dims(-1, 8))
                .node("Floor", "f", "x")
                .node("Sin", "s", "f")
                .node("Floor", "y", "s")
                .opset(13));

    assertThatThrownBy(() -> Interpreter.of(backend, graph))
        .isInstanceOf(GraphRefusedException.class)
        .hasMessageContaining("the operator Floor (2 ×, first f), the operator Sin (1 ×, first s)");
  }

  @Test
  void refusesLayersWithoutTheirWeightsWhereTheyAreRun() throws Exception {
    Graph graph =
        Graph.of(
            Models.from(dims(-1, 2, 4, 4), dims(-1, 2, 4, 4))
                .node("BatchNormalization", "y", "x")
                .opset(13));

    assertThatThrownBy(() -> Forward.of(graph, OnnxRun.noise(1, 1, 2, 4, 4), 1, 2, 4, 4))
        .isInstanceOf(GraphRefusedException.class)
        .hasMessageContaining("BatchNormalization y");
  }

  @Test
  void namesTheNodeThatDoesNotFit() throws Exception {
    try (Interpreter<Tensor> interpreter = Interpreter.of(backend, graph())) {
      assertThatThrownBy(
              () ->
                  backend.inScope(
                      () -> {
                        Tensor wrong = backend.tensor(new float[96], 2, 3, 4, 4);
                        return interpreter.forward(wrong, Mode.EVALUATE);
                      }))
          .isInstanceOf(GraphRefusedException.class)
          .hasMessageContaining("Sub centred");
    }
  }

  private static float[] values(Map<String, HostTensor> weights, String name) {
    return weights.getOrDefault(name, row()).floats();
  }

  private Tensor images() {
    return backend.tensor(OnnxRun.noise(3, 2, 2, 4, 4), 2, 2, 4, 4);
  }

  private Tensor loss(Interpreter<Tensor> interpreter, Mode mode) throws GraphRefusedException {
    return backend.withGradients(
        Precision.FULL,
        () -> {
          Tensor scores = interpreter.forward(images(), mode);
          Tensor wanted = backend.tensor(new float[] {1, 0, 0, 0, 0, 1}, 2, 3);
          return backend.math().crossEntropy(scores, wanted);
        });
  }

  private float step(Interpreter<Tensor> interpreter, Mode mode) throws GraphRefusedException {
    return backend.inScope(
        () -> {
          Tensor loss = loss(interpreter, mode);
          backend.backward(loss);
          for (Tensor parameter : interpreter.weights().trainable().values()) {
            backend.blend(parameter, 1, backend.gradient(parameter).orElseThrow(), -0.1f);
            backend.clearGradient(parameter);
          }
          return backend.values(loss)[0];
        });
  }

  /** The loss that ONNX Runtime finds after the convolution's weights took a step. */
  private static double served(Graph graph, float[] direction, double step) throws Exception {
    HostTensor weights = graph.constants().getOrDefault("w", row());
    float[] moved = weights.floats();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += (float) (step * direction[i]);
    }
    Map<String, HostTensor> stepped = Map.of("w", HostTensor.floats(weights.dims(), moved));
    float[] scores = OnnxRun.output(graph.model(stepped), OnnxRun.noise(3, 2, 2, 4, 4), 2, 2, 4, 4);
    int[] wanted = {0, 2};
    double loss = 0;
    for (int image = 0; image < 2; image++) {
      double sum = 0;
      for (int i = 0; i < 3; i++) {
        sum += Math.exp(scores[3 * image + i]);
      }
      loss += Math.log(sum) - scores[3 * image + wanted[image]];
    }
    return loss / 2;
  }
}
