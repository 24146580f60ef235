package io.saccade.trainer.graph.surgery;

import static io.saccade.trainer.graph.Models.dims;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.SharedData;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.Models;
import io.saccade.trainer.graph.OnnxParts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HeadTest {

  @ParameterizedTest
  @CsvSource({
    "mnist_cnn, 256, 10",
    "resnet20_cifar10, 64, 10",
    "mobilenet_v1_0.25_224_keras_fp32, 256, 1000",
    "mobilenet_v2_1.0_224_tf_fp32, 1280, 1001",
    "squeezenet1.1_fp32_from_fp16, 512, 1000"
  })
  void findsTheHeadsOfRealModels(String name, int width, int classes) throws Exception {
    Graph graph = Graph.read(SharedData.require("models/" + name + ".onnx"));

    Head head = Head.of(graph);

    assertThat(head.width()).isEqualTo(width);
    assertThat(head.classes()).isEqualTo(classes);
  }

  @Test
  void readsTheWidthOfAGemmWhicheverWayItsWeightsLie() throws Exception {
    HostTensor weight = HostTensor.floats(dims(3, 5), new float[15]);
    Models turned =
        Models.from(dims(-1, 5), dims(-1, 3))
            .with("w", weight)
            .with(OnnxParts.node("Gemm", "y", List.of("x", "w"), OnnxParts.integer("transB", 1)));
    Models straight =
        Models.from(dims(-1, 3), dims(-1, 5))
            .with("w", weight)
            .with(OnnxParts.node("Gemm", "y", List.of("x", "w")));

    assertThat(Head.of(Graph.of(turned.opset(13)))).isEqualTo(new Head(0, "x", 5, 3, false));
    assertThat(Head.of(Graph.of(straight.opset(13)))).isEqualTo(new Head(0, "x", 3, 5, false));
  }

  @Test
  void looksBehindPoolingSoftmaxAndConstants() throws Exception {
    Graph graph =
        Graph.of(
            Models.from(dims(-1, 2, 4, 4), dims(-1, 7))
                .with("w", HostTensor.floats(dims(7, 2, 1, 1), new float[14]))
                .with("b", HostTensor.floats(dims(1, 7, 1, 1), new float[7]))
                .node("Relu", "maps", "x")
                .node("Conv", "scores", "maps", "w")
                .node("Add", "biased", "b", "scores")
                .node("GlobalAveragePool", "pooled", "biased")
                .node("Flatten", "flat", "pooled")
                .node("Softmax", "y", "flat")
                .opset(13));

    assertThat(Head.of(graph)).isEqualTo(new Head(1, "maps", 2, 7, true));
  }

  @Test
  void takesASingleScoreBehindASigmoidForTheHeadOfTwoClasses() throws Exception {
    Graph graph =
        Graph.of(
            Models.from(dims(-1, 5), dims(-1, 1))
                .with("w", HostTensor.floats(dims(5, 1), new float[5]))
                .with("b", HostTensor.floats(dims(1), new float[1]))
                .node("MatMul", "s", "x", "w")
                .node("Add", "biased", "s", "b")
                .node("Sigmoid", "y", "biased")
                .opset(13));

    assertThat(Head.of(graph)).isEqualTo(new Head(0, "x", 5, 1, false));
  }

  @Test
  void looksBehindAReshapeWhoseShapeIsComputed() throws Exception {
    Graph graph =
        Graph.of(
            Models.from(dims(-1, 2, 4, 4), dims(-1, 7))
                .with("w", HostTensor.floats(dims(7, 2, 1, 1), new float[14]))
                .with("two", Models.row(0, 1))
                .node("Conv", "scores", "x", "w")
                .node("GlobalAveragePool", "pooled", "scores")
                .node("Shape", "sizes", "pooled")
                .node("Gather", "shape", "sizes", "two")
                .node("Reshape", "y", "pooled", "shape")
                .opset(13));

    assertThat(Head.of(graph)).isEqualTo(new Head(0, "x", 2, 7, true));
  }

  @Test
  void findsTheOutputThatHasScores() throws Exception {
    ModelProto.Builder model =
        Models.from(dims(-1, 5))
            .with("w", HostTensor.floats(dims(5, 3), new float[15]))
            .node("MatMul", "s", "x", "w")
            .with(OnnxParts.node("ArgMax", "y", List.of("s"), OnnxParts.integer("axis", 1)))
            .node("Softmax", "p", "s")
            .opset(13)
            .toBuilder();
    model.getGraphBuilder().addOutput(OnnxParts.value("p", -1, 3));

    assertThat(Head.of(Graph.of(model.build())).classes()).isEqualTo(3);
    assertThat(Logits.of(Graph.of(model.build())).outputs()).containsExactly("logits");
  }

  @Test
  void refusesQuantisedModelsWithAllOfTheirOperators() throws Exception {
    Graph graph = Graph.read(SharedData.require("models/mobilenetv2-12-int8.onnx"));

    assertThatThrownBy(() -> Head.of(graph))
        .isInstanceOf(GraphRefusedException.class)
        .hasMessageContaining("The model is quantised")
        .hasMessageContaining("QLinearConv")
        .hasMessageContaining("(52 ×, first ")
        .hasMessageContaining("QuantizeLinear")
        .hasMessageContaining("Choose the float model");
  }

  @Test
  void refusesGraphsThatEndOtherwise() {
    HostTensor kernels = HostTensor.floats(dims(7, 2, 3, 3), new float[126]);
    assertRefused(
        Models.from(dims(-1, 2, 4, 4), dims()).with("w", kernels).node("Conv", "y", "x", "w"),
        "ends in Conv y");
    assertRefused(Models.from(dims(2), dims(2)).node("Add", "y", "x", "x"), "ends in Add y");
    assertRefused(Models.from(dims(2), dims(2)).node("Sin", "y", "x"), "ends in Sin y");
    assertRefused(Models.from(dims(2), dims(2)).node("Relu", "y", "x"), "no learned layer");
  }

  private static void assertRefused(Models model, String why) {
    assertThatThrownBy(() -> Head.of(Graph.of(model.opset(13))))
        .isInstanceOf(GraphRefusedException.class)
        .hasMessageContaining(why)
        .hasMessageContaining("choose another base");
  }
}
