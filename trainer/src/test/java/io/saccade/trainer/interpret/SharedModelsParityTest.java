package io.saccade.trainer.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.SharedData;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.trainer.OnnxRun;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.tensor.TorchBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real models, as the interpreter and ONNX Runtime compute them. */
final class SharedModelsParityTest {

  @ParameterizedTest
  @CsvSource({
    "mobilenet_v2_1.0_224_tf_fp32.onnx",
    "mobilenet_v1_0.25_224_keras_fp32.onnx",
    "squeezenet1.1_fp32_from_fp16.onnx",
    "resnet20_cifar10.onnx",
    "mnist_cnn.onnx",
  })
  void givesWhatOnnxRuntimeGives(String file) throws Exception {
    Path path = SharedData.require("models/" + file);
    Graph graph = Graph.read(path);
    long[] dims = graph.inputShape();
    dims[0] = dims[0] > 0 ? dims[0] : 3;
    float[] input = OnnxRun.noise(9, dims);

    float[] expected = OnnxRun.output(ModelProto.parseFrom(Files.readAllBytes(path)), input, dims);

    Closeness.assertClose(Forward.of(graph, input, dims).floats(), expected);
  }

  @ParameterizedTest
  @CsvSource({"mobilenet_v1_0.25_224_keras_fp32.onnx", "resnet20_cifar10.onnx"})
  void writesWeightsBackAsTheyWereRead(String file) throws Exception {
    Path path = SharedData.require("models/" + file);
    Graph graph = Graph.read(path);
    long[] dims = graph.inputShape();
    dims[0] = dims[0] > 0 ? dims[0] : 2;
    float[] input = OnnxRun.noise(9, dims);
    TorchBackend backend = new TorchBackend();

    try (Interpreter<?> interpreter = Interpreter.of(backend, graph)) {
      ModelProto written = graph.model(interpreter.weights().snapshot());

      assertThat(OnnxRun.output(written, input, dims))
          .containsExactly(OnnxRun.output(graph.model(Map.of()), input, dims));
    }
  }

  @Test
  void refusesAQuantizedModelWithEverythingThatIsInTheWay() throws Exception {
    Graph graph = Graph.read(SharedData.require("models/mobilenetv2-12-int8.onnx"));

    assertThatThrownBy(() -> Interpreter.of(new TorchBackend(), graph))
        .isInstanceOf(GraphRefusedException.class)
        .hasMessageContaining("the operator QLinearConv (52 ×, first Conv_0_quant)")
        .hasMessageContaining("the operator QuantizeLinear (1 ×, first input_QuantizeLinear)");
  }
}
