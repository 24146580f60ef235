package io.saccade.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.RefusalCode;
import io.saccade.model.Refusals;
import io.saccade.model.SharedData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SharedModelsTest {

  @ParameterizedTest
  @CsvSource({
    "mobilenet_v2_1.0_224_tf_fp32.onnx, 3, 224, 1001, SOFTMAX",
    "mobilenetv2-12-int8.onnx, 3, 224, 1000, SCORES",
    "squeezenet1.1_fp32_from_fp16.onnx, 3, 224, 1000, SOFTMAX",
    "mobilenet_v1_0.25_224_keras_fp32.onnx, 3, 224, 1000, SOFTMAX",
    "resnet20_cifar10.onnx, 3, 32, 10, SCORES",
    "mnist_cnn.onnx, 1, 28, 10, SCORES",
  })
  void acceptsRealClassifiers(String file, int channels, int size, int classes, OutputEnding ending)
      throws Exception {
    Path path = SharedData.require("models/" + file);
    OnnxGraph graph = OnnxGraph.parse(Files.readAllBytes(path));
    ImageInput input = ImageInput.of(graph);
    ClassOutput output = ClassOutput.of(graph, Optional.empty());

    assertThat(input.channels()).isEqualTo(channels);
    assertThat(input.height()).hasValue(size);
    assertThat(input.width()).hasValue(size);
    assertThat(output.classes()).hasValue(classes);
    assertThat(output.ending()).isEqualTo(ending);
  }

  @Test
  void acceptsTheStandardsOwnTestsOfOperatorsThatClassifiersUse() throws Exception {
    int accepted = 0;
    for (Path file : SharedData.filesUnder("onnx-node")) {
      if (file.endsWith("model.onnx")) {
        byte[] model = Files.readAllBytes(file);
        RefusalCode code = Refusals.codeOrNone(() -> OnnxGraph.parse(model));
        // Sequences and training modes are among the tests but not of a classifier.
        assertThat(code).as(file.toString()).isIn(null, RefusalCode.MODEL_OPERATORS);
        accepted += code == null ? 1 : 0;
      }
    }
    assertThat(accepted).isGreaterThan(280);
  }
}
