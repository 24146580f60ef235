package io.saccade.trainer.graph.surgery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.saccade.model.SharedData;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.onnx.proto.NodeProto;
import io.saccade.trainer.OnnxRun;
import io.saccade.trainer.graph.FreeBatch;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.HostTensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NewHeadTest {

  private static final List<String> BASES =
      List.of(
          "mnist_cnn",
          "resnet20_cifar10",
          "mobilenet_v1_0.25_224_keras_fp32",
          "mobilenet_v2_1.0_224_tf_fp32",
          "squeezenet1.1_fp32_from_fp16");

  @Test
  void givesEveryRealBaseAsManyScoresAsClasses() throws Exception {
    for (String name : BASES) {
      Graph base = base(name);
      GraftedHead grafted = NewHead.linear(4, 1).on(base);

      float[] scores = run(grafted.export(Map.of()), base);

      assertThat(scores).as(name).hasSize(2 * 4);
      for (float score : scores) {
        assertThat(score).isFinite();
      }
      assertThat(scores[0]).as(name).isNotEqualTo(scores[1]);
      assertThat(grafted.graph().outputs()).containsExactly(grafted.logits());
    }
  }

  @Test
  void appliesItsWeightsToTheFeatures() throws Exception {
    for (String name : BASES) {
      Graph base = base(name);
      GraftedHead grafted = NewHead.linear(3, 1).on(base);
      float[] features = run(FeatureCut.of(base).model(Map.of()), base);
      int width = features.length / 2;
      float[] weight = grafted.graph().constant(grafted.weight()).floats();
      float[] bias = {1, 2, 3};
      HostTensor biases = HostTensor.floats(new long[] {3}, bias);

      float[] scores = run(grafted.export(Map.of(grafted.bias(), biases)), base);

      for (int i = 0; i < scores.length; i++) {
        double expected = bias[i % 3];
        for (int k = 0; k < width; k++) {
          expected += (double) weight[i % 3 * width + k] * features[i / 3 * width + k];
        }
        assertThat((double) scores[i])
            .as(name)
            .isCloseTo(expected, offset(1e-4 * (1 + Math.abs(expected))));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mobilenet_v2_1.0_224_tf_fp32", "resnet20_cifar10"})
  void leavesTheWeightsOfTheBaseAsTheyWere(String name) throws Exception {
    Graph base = base(name);

    Graph grafted = NewHead.linear(4, 1).on(base).graph();

    long kept =
        base.constants().entrySet().stream()
            .filter(c -> grafted.constants().get(c.getKey()) == c.getValue())
            .count();
    assertThat(kept).isGreaterThanOrEqualTo(base.constants().size() - 4);
  }

  @Test
  void dropsOnlyWhileItIsTrained() throws Exception {
    Graph base = base("resnet20_cifar10");
    NewHead head = new NewHead(4, List.of(8), 0.5f, 7);

    GraftedHead grafted = head.on(base);

    assertThat(grafted.graph().nodes()).extracting("op").contains("Dropout");
    ModelProto exported = grafted.export(Map.of());
    assertThat(exported.getGraph().getNodeList())
        .extracting(NodeProto::getOpType)
        .doesNotContain("Dropout")
        .endsWith("Gemm", "Relu", "Gemm");
    assertThat(run(exported, base)).containsExactly(run(grafted.graph().model(Map.of()), base));
    assertThat(grafted.parameters())
        .containsExactly(
            "head.hidden.weight", "head.hidden.bias", "head.logits.weight", "head.logits.bias");
  }

  @Test
  void givesTheFeaturesBesideTheScores() throws Exception {
    for (String name : BASES) {
      Graph base = base(name);
      GraftedHead grafted = NewHead.linear(4, 1).on(base);

      Graph exported = Graph.of(grafted.export(Map.of()));

      assertThat(exported.outputs()).as(name).containsExactly(grafted.logits(), grafted.features());
      assertThat(exported.outputShape(grafted.features()))
          .as(name)
          .containsExactly(-1, Head.of(base).width());
    }
  }

  @Test
  void drawsTheSameWeightsFromTheSameSeed() throws Exception {
    Graph base = base("resnet20_cifar10");

    ModelProto first = NewHead.linear(4, 1).on(base).export(Map.of());

    assertThat(NewHead.linear(4, 1).on(base).export(Map.of())).isEqualTo(first);
    assertThat(NewHead.linear(4, 2).on(base).export(Map.of())).isNotEqualTo(first);
  }

  @Test
  void canBeReplacedAgain() throws Exception {
    Graph base = base("resnet20_cifar10");
    NewHead hidden = new NewHead(4, List.of(8), 0.5f, 7);
    Graph once = Graph.of(hidden.on(base).export(Map.of()));

    GraftedHead twice = hidden.on(once);

    assertThat(twice.graph().outputs()).containsExactly("logits");
    assertThat(twice.parameters().get(0)).isEqualTo("head.hidden_2.weight");
    assertThat(run(twice.export(Map.of()), base)).hasSize(2 * 4);
  }

  @Test
  void putsHiddenLayersOneAfterTheOther() throws Exception {
    Graph base = base("resnet20_cifar10");

    GraftedHead grafted = new NewHead(4, List.of(16, 8), 0.5f, 7).on(base);

    assertThat(grafted.parameters())
        .containsExactly(
            "head.hidden.weight",
            "head.hidden.bias",
            "head.hidden_2.weight",
            "head.hidden_2.bias",
            "head.logits.weight",
            "head.logits.bias");
    assertThat(grafted.graph().constant("head.hidden_2.weight").dims()).containsExactly(8, 16);
    assertThat(run(grafted.export(Map.of()), base)).hasSize(2 * 4);
  }

  @Test
  void refusesSizesThatMakeNoHead() {
    assertThatThrownBy(() -> NewHead.linear(1, 0))
        .hasMessage("classes must be at least 2, but was 1");
    assertThatThrownBy(() -> new NewHead(2, List.of(0), 0, 0))
        .hasMessage("hidden must be at least 1, but was 0");
    assertThatThrownBy(() -> new NewHead(2, List.of(), Float.NaN, 0))
        .hasMessage("dropout must be at least 0 and below 1, but was NaN");
  }

  private static Graph base(String name) throws Exception {
    return FreeBatch.of(Graph.read(SharedData.require("models/" + name + ".onnx")));
  }

  /** What the model's output is for two images of noise. */
  private static float[] run(ModelProto model, Graph base) throws Exception {
    long[] shape = base.inputShape();
    shape[0] = 2;
    return OnnxRun.output(model, OnnxRun.noise(5, shape), shape);
  }
}
