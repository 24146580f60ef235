package io.saccade.trainer.graph;

import static io.saccade.trainer.graph.Models.dims;
import static io.saccade.trainer.graph.Models.floats;
import static io.saccade.trainer.graph.Models.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.onnx.proto.AttributeProto;
import io.saccade.model.onnx.proto.FunctionProto;
import io.saccade.model.onnx.proto.GraphProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.model.onnx.proto.StringStringEntryProto;
import io.saccade.model.onnx.proto.TensorProto;
import io.saccade.trainer.OnnxRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GraphTest {

  private static final HostTensor MATRIX = floats(dims(2, 3), 1, 2, 3, 4, 5, 6);

  @Test
  void findsTheWeightsHoweverTheyAreHidden() throws Exception {
    NodeProto constant =
        NodeProto.newBuilder()
            .setOpType("Constant")
            .addOutput("c")
            .addAttribute(
                AttributeProto.newBuilder()
                    .setName("value")
                    .setType(AttributeProto.AttributeType.TENSOR)
                    .setT(MATRIX.write("")))
            .build();
    ModelProto model =
        Models.from(dims(-1, 3), dims(-1, 2))
            .with(constant)
            .node("Identity", "i", "c")
            .node("Transpose", "w", "i")
            .node("MatMul", "y", "x", "w")
            .opset(17);

    Graph graph = Graph.of(model);

    assertThat(graph.nodes()).extracting(Node::op).containsExactly("MatMul");
    assertThat(graph.constants()).containsOnlyKeys("w");
    assertThat(graph.constant("w").floats()).containsExactly(1, 4, 2, 5, 3, 6);
  }

  @Test
  void readsHalvesAsTheFloatsTheyAre() throws Exception {
    TensorProto half =
        TensorProto.newBuilder().setName("h").setDataType(10).addInt32Data(0x3C01).build();
    ModelProto model =
        Models.from(dims(2), dims(2))
            .with(half)
            .with(OnnxParts.node("Cast", "f", List.of("h"), OnnxParts.integer("to", 1)))
            .node("Mul", "y", "x", "f")
            .opset(17);

    Graph graph = Graph.of(model);

    assertThat(graph.constant("f").floats()).containsExactly(1 + 0x1p-10f);
    assertThat(OnnxRun.output(graph.model(Map.of()), new float[] {1, 2}, 2))
        .containsExactly(OnnxRun.output(model, new float[] {1, 2}, 2));
  }

  @Test
  void computesAHalfPrecisionModelInSinglePrecision() throws Exception {
    TensorProto half =
        TensorProto.newBuilder().setName("h").setDataType(10).addInt32Data(0x4000).build();
    ModelProto.Builder model =
        Models.from(dims(2), dims(2))
            .with(half)
            .with(OnnxParts.node("Cast", "c", List.of("x"), OnnxParts.integer("to", 10)))
            .node("Mul", "y", "c", "h")
            .opset(17)
            .toBuilder();
    for (var value :
        List.of(
            model.getGraphBuilder().getInputBuilder(0),
            model.getGraphBuilder().getOutputBuilder(0))) {
      value.getTypeBuilder().getTensorTypeBuilder().setElemType(10);
    }

    ModelProto single = Graph.of(model.build()).model(Map.of());

    assertThat(OnnxRun.output(single, new float[] {1.5f, 3}, 2)).containsExactly(3, 6);
  }

  @Test
  void dropsWhatNoOutputNeeds() throws Exception {
    Graph graph =
        Graph.of(
            Models.from(dims(2), dims(2))
                .with("unused", MATRIX)
                .with("one", floats(dims(1), 1))
                .node("Sigmoid", "dead", "x")
                .node("Add", "deader", "dead", "one")
                .node("Relu", "y", "x")
                .opset(17));

    assertThat(graph.nodes()).extracting(Node::describe).containsExactly("Relu y");
    assertThat(graph.constants()).isEmpty();
  }

  @Test
  void writesTrainedWeightsIntoTheSameGraph() throws Exception {
    ModelProto.Builder read =
        Models.from(dims(-1, 3), dims(-1, 2))
            .with("w", MATRIX)
            .with(OnnxParts.node("Gemm", "y", List.of("x", "w"), OnnxParts.integer("transB", 1)))
            .opset(13)
            .toBuilder();
    read.setDocString("kept")
        .addMetadataProps(StringStringEntryProto.newBuilder().setKey("k").setValue("v"));
    Graph graph = Graph.of(read.build());

    ModelProto untouched = graph.model(Map.of());
    HostTensor trained = floats(dims(2, 3), 0, 0, 1, 1, 0, 0);
    ModelProto changed = graph.model(Map.of("w", trained));

    assertThat(untouched).isEqualTo(read.build());
    assertThat(OnnxRun.output(changed, new float[] {7, 8, 9}, 1, 3)).containsExactly(9, 7);
    assertThat(graph.constant("w").floats()).containsExactly(MATRIX.floats());
    assertThatThrownBy(() -> graph.model(Map.of("v", trained)))
        .hasMessage("there is no constant v");
    assertThatThrownBy(() -> graph.model(Map.of("w", row(1, 2))))
        .hasMessageContaining("must be FLOAT [2, 3], but was INT64 [2]");
  }

  @Test
  void describesItsInputAndOutputs() throws Exception {
    Graph graph =
        Graph.of(Models.from(dims(-1, 3, 8, 8), dims(-1, 3)).node("Relu", "y", "x").opset(11));

    assertThat(graph.opset()).isEqualTo(11);
    assertThat(graph.input()).isEqualTo("x");
    assertThat(graph.inputShape()).containsExactly(-1, 3, 8, 8);
    assertThat(graph.outputs()).containsExactly("y");
    assertThat(graph.outputShape("y")).containsExactly(-1, 3);
  }

  @Test
  void refusesWhatIsNoClassifier() {
    ModelProto sound = Models.from(dims(2), dims(2)).node("Relu", "y", "x").opset(17);
    ModelProto.Builder two =
        Models.from(dims(2), dims(2)).node("Add", "y", "x", "z").opset(17).toBuilder();
    two.getGraphBuilder().addInput(OnnxParts.value("z", 1));

    assertRefused(two.build(), "one input, the images, but has [x, z]");
    assertRefused(
        Models.from(dims(2), dims(2)).node("Relu", "y", "x").node("Tanh", "y", "x").opset(17),
        "which is there already");
    assertRefused(sound.toBuilder().clearOpsetImport().build(), "names no version");
    assertRefused(
        sound.toBuilder().addFunctions(FunctionProto.newBuilder().setName("f")).build(),
        "operators of its own");
    assertRefused(
        Models.from(dims(2), dims(2)).node("Relu", "y", "later").opset(17),
        "Relu y takes later, which no node before it gives");
    assertRefused(
        Models.from(dims(2), dims(2)).node("Relu", "z", "x").opset(17), "gives its output y");
    NodeProto branch =
        OnnxParts.node(
            "If",
            "y",
            List.of("x"),
            AttributeProto.newBuilder()
                .setName("then_branch")
                .setG(GraphProto.getDefaultInstance())
                .build());
    assertRefused(Models.from(dims(2), dims(2)).with(branch).opset(17), "without control flow");
  }

  @Test
  void takesConstantsThatAreListedAsInputsForConstants() throws Exception {
    ModelProto.Builder old =
        Models.from(dims(-1, 3), dims(-1, 2))
            .with("w", floats(dims(3, 2), 1, 4, 2, 5, 3, 6))
            .node("MatMul", "y", "x", "w")
            .opset(7)
            .toBuilder()
            .setIrVersion(3);
    old.getGraphBuilder().addInput(0, OnnxParts.value("w", 3, 2));

    Graph graph = Graph.of(old.build());

    assertThat(graph.input()).isEqualTo("x");
    assertThat(graph.constants()).containsOnlyKeys("w");
    assertThat(OnnxRun.output(graph.model(Map.of()), new float[] {1, 0, 2}, 1, 3))
        .containsExactly(7, 16);
  }

  @Test
  void dropsInputsThatNoOutputNeeds() throws Exception {
    ModelProto.Builder model =
        Models.from(dims(2), dims(2))
            .node("Mul", "masked", "x", "mask")
            .node("Relu", "y", "x")
            .opset(17)
            .toBuilder();
    model
        .getGraphBuilder()
        .addInput(0, OnnxParts.value("mask", 2))
        .addInput(OnnxParts.value("training", 1));

    Graph graph = Graph.of(model.build());

    assertThat(graph.input()).isEqualTo("x");
    assertThat(OnnxRun.output(graph.model(Map.of()), new float[] {-1, 2}, 2)).containsExactly(0, 2);
  }

  @Test
  void readsFilesOfOperatorSetsSevenToTwentyOne(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("m.onnx");
    for (int opset : new int[] {7, 13, 21}) {
      Files.write(file, relu(opset));
      assertThat(Graph.read(file).opset()).isEqualTo(opset);
    }
    Files.write(file, relu(6));
    assertThatThrownBy(() -> Graph.read(file))
        .isInstanceOf(GraphRefusedException.class)
        .hasMessageStartingWith("m.onnx is of operator set 6, but must be of 7 or newer");
  }

  private static byte[] relu(int opset) {
    return Models.from(dims(2), dims(2)).node("Relu", "y", "x").opset(opset).toByteArray();
  }

  private static void assertRefused(ModelProto model, String why) {
    assertThatThrownBy(() -> Graph.of(model))
        .isInstanceOf(GraphRefusedException.class)
        .hasMessageContaining(why);
  }
}
