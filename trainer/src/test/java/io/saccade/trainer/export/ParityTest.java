package io.saccade.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.SharedData;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.trainer.ShapeSamples;
import io.saccade.trainer.data.ImageSource;
import io.saccade.trainer.data.Sample;
import io.saccade.trainer.data.TrainingTensors;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.onnx.OrtNetwork;
import io.saccade.trainer.progress.TrainingFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ParityTest {

  private static final float[][] TRAINED = {{1, 0, -1}, {0, 2, 8}};

  @Test
  void toleratesRoundingAndNoMore() throws Exception {
    assertThat(Parity.of(TRAINED, TRAINED)).isEqualTo(new Parity(2, 0, 9));
    Parity close = Parity.of(TRAINED, new float[][] {{1.0008f, 0, -1}, {0, 2, 8}});
    assertThat(close.difference()).isBetween(0.0007, 0.0009);

    refuses("image 1 of 2 differ by", new float[][] {{1.001f, 0, -1}, {0, 2, 8}});
    refuses("image 2 of 2 differ by NaN", new float[][] {{1, 0, -1}, {Float.NaN, 2, 8}});
    refuses("image 1 of 2 differ by NaN", new float[][] {{1, 0}, {0, 2}});
  }

  @Test
  void refusesAnotherFirstClassHoweverCloseItIs() {
    float[][] tied = {{1, 0.9999f, -9}};

    assertThatThrownBy(() -> Parity.of(tied, new float[][] {{0.9999f, 1, -9}}))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("calls image 1 of 1 class 1 instead of 0");
  }

  @Test
  void isExactForAModelThatIsWrittenBackAsItWasRead() throws Exception {
    for (String name :
        List.of("mobilenet_v1_0.25_224_keras_fp32", "squeezenet1.1_fp32_from_fp16")) {
      Path file = SharedData.require("models/" + name + ".onnx");
      TrainingTensors tensors = ShapeSamples.tensors(Preprocessing.tensorflow(224));

      float[][] read = rows(ModelProto.parseFrom(Files.readAllBytes(file)), tensors);
      float[][] written = rows(Graph.read(file).model(Map.of()), tensors);

      assertThat(Parity.of(read, written).difference()).as(name).isZero();
    }
  }

  @Test
  void holdsForRealModelsOnRealImages() throws Exception {
    Map<String, Preprocessing> models =
        Map.of(
            "mobilenet_v1_0.25_224_keras_fp32", Preprocessing.tensorflow(224),
            "resnet20_cifar10", Preprocessing.torchvision(32));
    for (Map.Entry<String, Preprocessing> model : models.entrySet()) {
      Graph graph = Graph.read(SharedData.require("models/" + model.getKey() + ".onnx"));
      TrainingTensors tensors = ShapeSamples.tensors(model.getValue());
      float[][] interpreted = new InterpretedLogits(graph).logits(Map.of(), hands(), tensors);

      Parity parity = Parity.of(interpreted, rows(graph.model(Map.of()), tensors));

      assertThat(parity.images()).isEqualTo(32);
      assertThat(parity.difference()).isPositive().isLessThan(1e-5 * parity.range());
    }
  }

  private static float[][] rows(ModelProto model, TrainingTensors tensors) throws Exception {
    try (OrtNetwork network = OrtNetwork.of(model, 2)) {
      return network.rows(hands(), tensors, 0, done -> {});
    }
  }

  private static List<Sample> hands() throws Exception {
    List<Sample> all =
        ImageSource.at(SharedData.require("images/sign-language-digits")).list().samples();
    return IntStream.range(0, 32).mapToObj(i -> all.get(i * 60)).toList();
  }

  private static void refuses(String saying, float[][] actual) {
    assertThatThrownBy(() -> Parity.of(TRAINED, actual))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining(saying);
  }
}
