package io.saccade.trainer.graph;

import static io.saccade.trainer.graph.Models.dims;
import static io.saccade.trainer.graph.Models.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.SharedData;
import io.saccade.model.onnx.proto.AttributeProto;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.trainer.OnnxRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OpsetUpgradeTest {

  private static final long[] IMAGE = {2, 3, 4, 4};

  @Test
  void keepsWhatNodesComputeThoughTheirAttributesBecomeInputs() throws Exception {
    assertKept(9, node("Clip", OnnxParts.number("min", -0.25f), OnnxParts.number("max", 0.5f)));
    assertKept(9, node("Clip", OnnxParts.number("max", 0.5f)));
    assertKept(
        9, node("Pad", OnnxParts.integers("pads", 0, 0, 1, 0, 0, 0, 0, 2), number("value", 3)));
    assertKept(
        9,
        node(
            "Slice",
            OnnxParts.integers("starts", 1, -3),
            OnnxParts.integers("ends", 3, 4),
            OnnxParts.integers("axes", 1, 3)));
    assertKept(9, node("Dropout", number("ratio", 0.3f)));
    assertKept(11, node("ReduceSum", OnnxParts.integers("axes", 2, 3)));
    assertKept(11, node("Unsqueeze", OnnxParts.integers("axes", 0, 5)));
  }

  @Test
  void keepsADistributionOverSeveralAxes() throws Exception {
    assertKept(9, node("Softmax"));
    assertKept(11, node("Softmax", OnnxParts.integer("axis", -2)));
    assertKept(9, node("LogSoftmax", OnnxParts.integer("axis", 3)));
  }

  @Test
  void keepsWhereEnlargedPixelsLie() throws Exception {
    NodeProto upsample =
        OnnxParts.node("Upsample", "y", List.of("x", "s"), OnnxParts.text("mode", "nearest"));
    Models model = Models.from(IMAGE).with("s", floats(dims(4), 1, 1, 2, 1.5)).with(upsample);

    assertKept(model.opset(9));
  }

  @Test
  void keepsWhichPixelsRemainOfAShrunkImage() throws Exception {
    assertKept(resize(1, 1, 0.5, 0.75).opset(10));
    assertKept(resize(1, 1, 2, 1.5).opset(10));
    Graph both = Graph.of(resize(1, 1, 2, 0.5).opset(10));

    assertThatThrownBy(() -> OpsetUpgrade.of(both))
        .isInstanceOf(GraphRefusedException.class)
        .hasMessageContaining("Resize y enlarges and shrinks at once");
  }

  private static Models resize(double... scales) {
    NodeProto resize =
        OnnxParts.node("Resize", "y", List.of("x", "s"), OnnxParts.text("mode", "nearest"));
    return Models.from(IMAGE).with("s", floats(dims(4), scales)).with(resize);
  }

  @Test
  void keepsRealModels() throws Exception {
    for (Path file : SharedData.filesUnder("models")) {
      Graph graph = Graph.read(file);
      Graph upgraded = OpsetUpgrade.of(graph);
      long[] shape = graph.inputShape();
      shape[0] = 1;
      float[] image = OnnxRun.noise(6, shape);

      assertThat(upgraded.opset()).isGreaterThanOrEqualTo(13);
      assertThat(OnnxRun.output(upgraded.model(Map.of()), image, shape))
          .as(file.toString())
          .containsExactly(OnnxRun.output(graph.model(Map.of()), image, shape));
    }
  }

  @Test
  void refusesWhatIsTooOld() {
    ModelProto old = Models.from(dims(2), dims(2)).node("Relu", "y", "x").opset(6);

    assertThatThrownBy(() -> OpsetUpgrade.of(Graph.of(old)))
        .isInstanceOf(GraphRefusedException.class)
        .hasMessageContaining("of operator set 6");
  }

  private static AttributeProto number(String name, float value) {
    return OnnxParts.number(name, value);
  }

  private static NodeProto node(String op, AttributeProto... attributes) {
    return OnnxParts.node(op, "y", List.of("x"), attributes);
  }

  private static void assertKept(int opset, NodeProto node) throws Exception {
    assertKept(Models.from(IMAGE, dims()).with(node).opset(opset));
  }

  private static void assertKept(ModelProto model) throws Exception {
    Graph graph = Graph.of(model);
    float[] input = OnnxRun.noise(1, IMAGE);

    ModelProto upgraded = OpsetUpgrade.of(graph).model(Map.of());

    assertThat(upgraded.getOpsetImport(0).getVersion()).isEqualTo(13);
    assertThat(OnnxRun.output(upgraded, input, IMAGE))
        .containsExactly(OnnxRun.output(model, input, IMAGE));
  }
}
