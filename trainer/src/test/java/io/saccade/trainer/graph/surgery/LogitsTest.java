package io.saccade.trainer.graph.surgery;

import static io.saccade.trainer.graph.Models.dims;
import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.SharedData;
import io.saccade.trainer.OnnxRun;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.Models;
import io.saccade.trainer.graph.Node;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LogitsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mobilenet_v1_0.25_224_keras_fp32",
        "mobilenet_v2_1.0_224_tf_fp32",
        "squeezenet1.1_fp32_from_fp16"
      })
  void areWhatTheSoftmaxTook(String name) throws Exception {
    Graph graph = Graph.read(SharedData.require("models/" + name + ".onnx"));
    long[] shape = graph.inputShape();
    shape[0] = 1;
    float[] image = OnnxRun.noise(4, shape);

    Graph logits = Logits.of(graph);

    assertThat(logits.nodes()).extracting(Node::op).doesNotContain("Softmax");
    assertThat(logits.outputShape(logits.outputs().get(0))[1]).isEqualTo(Head.of(graph).classes());
    float[] probabilities = OnnxRun.output(graph.model(Map.of()), image, shape);
    assertThat(softmax(OnnxRun.output(logits.model(Map.of()), image, shape)))
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(probabilities);
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet20_cifar10", "mnist_cnn"})
  void areTheScoresOfAModelWithoutSoftmax(String name) throws Exception {
    Graph graph = Graph.read(SharedData.require("models/" + name + ".onnx"));
    long[] shape = graph.inputShape();
    shape[0] = 1;
    float[] image = OnnxRun.noise(4, shape);

    assertThat(OnnxRun.output(Logits.of(graph).model(Map.of()), image, shape))
        .containsExactly(OnnxRun.output(graph.model(Map.of()), image, shape));
  }

  @Test
  void areWhatTheSigmoidOfASingleScoreTook() throws Exception {
    Graph graph =
        Graph.of(
            Models.from(dims(-1, 2), dims(-1, 1))
                .with("w", HostTensor.floats(dims(2, 1), new float[] {2, -3}))
                .node("MatMul", "s", "x", "w")
                .node("Sigmoid", "y", "s")
                .opset(13));

    assertThat(OnnxRun.output(Logits.of(graph).model(Map.of()), new float[] {1, 1, 5, 0}, 2, 2))
        .containsExactly(-1, 10);
  }

  private static float[] softmax(float[] logits) {
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit);
    }
    float[] probabilities = new float[logits.length];
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = (float) (Math.exp(logits[i]) / sum);
    }
    return probabilities;
  }
}
