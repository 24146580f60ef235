package io.saccade.trainer.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.onnx.OnnxGraph;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.trainer.OnnxRun;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.Node;
import io.saccade.trainer.graph.surgery.Head;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ArchitectureTest {

  private static final InputShape SMALL = new InputShape(3, 40, 36);

  /** The counts are torchvision's own, of the same networks with 1000 classes. */
  @ParameterizedTest
  @CsvSource({
    "RESNET_18, 11689512",
    "RESNET_50, 25557032",
    "MOBILENET_V2, 3504872",
    "EFFICIENTNET_B0, 5288548"
  })
  void haveAsManyParametersAsPublished(Architecture architecture, long published) throws Exception {
    Graph graph = Graph.of(architecture.model(new InputShape(3, 224, 224), 1000, 1));

    assertThat(parameters(graph)).isEqualTo(published);
  }

  // At full size it has 138 million; the three connected layers shrink with classes and maps.
  @Test
  void vggHasThePublishedConvolutions() throws Exception {
    Graph graph = Graph.of(Architecture.VGG_16.model(new InputShape(3, 32, 32), 2, 1));

    long connected = 512L * 4096 + 4096 + 4096L * 4096 + 4096 + 4096 * 2 + 2;
    assertThat(parameters(graph) - connected).isEqualTo(14_714_688);
  }

  @ParameterizedTest
  @EnumSource
  void giveFiniteScoresForBatchesOfAnySize(Architecture architecture) throws Exception {
    ModelProto model = architecture.model(SMALL, 5, 1);
    OnnxGraph.parse(model.toByteArray());

    float[] scores = OnnxRun.output(model, OnnxRun.noise(1, 2, 3, 40, 36), 2, 3, 40, 36);

    assertThat(scores).hasSize(2 * 5);
    float largest = 0;
    for (float score : scores) {
      assertThat(score).isFinite();
      largest = Math.max(largest, Math.abs(score));
    }
    // Gates at a half and swish make it small until the normalisations have seen a batch.
    assertThat(largest).isBetween(1e-9f, 1e3f);
    assertThat(Head.of(Graph.of(model)).classes()).isEqualTo(5);
  }

  @Test
  void takeGreyImagesOfTwentyEightPixels() throws Exception {
    ModelProto model = Architecture.SMALL_CNN.model(new InputShape(1, 28, 28), 10, 1);

    assertThat(OnnxRun.output(model, OnnxRun.noise(1, 1, 1, 28, 28), 1, 1, 28, 28)).hasSize(10);
  }

  @Test
  void areTheSameBytesForTheSameSeed() throws Exception {
    byte[] first = Architecture.SMALL_CNN.model(SMALL, 5, 1).toByteArray();

    assertThat(Architecture.SMALL_CNN.model(SMALL, 5, 1).toByteArray()).isEqualTo(first);
    assertThat(Architecture.SMALL_CNN.model(SMALL, 5, 2).toByteArray()).isNotEqualTo(first);
  }

  @Test
  void refuseImagesThatAreTooSmall() {
    assertThatThrownBy(() -> Architecture.VGG_16.model(new InputShape(3, 28, 64), 5, 1))
        .isInstanceOf(GraphRefusedException.class)
        .hasMessageContaining("vgg-16 takes images of at least 32 x 32 pixels");
    assertThatThrownBy(() -> Architecture.VGG_16.model(new InputShape(3, 64, 64), 1, 1))
        .isInstanceOf(GraphRefusedException.class)
        .hasMessageContaining("at least 2 classes");
  }

  @Test
  void haveAWordForSettings() {
    assertThat(Architecture.words())
        .containsExactly(
            "small-cnn", "resnet-18", "resnet-50", "mobilenet-v2", "efficientnet-b0", "vgg-16");
    for (Architecture architecture : Architecture.values()) {
      assertThat(Architecture.named(architecture.word())).contains(architecture);
    }
    assertThat(Architecture.named("resnet-19")).isEmpty();
  }

  /** The weights that are learned: what a normalisation only counts is not. */
  private static long parameters(Graph graph) {
    Set<String> learned = new HashSet<>();
    for (Node node : graph.nodes()) {
      if (Set.of("Conv", "Gemm", "BatchNormalization").contains(node.op())) {
        List<String> inputs = node.inputs();
        learned.addAll(inputs.subList(1, Math.min(3, inputs.size())));
      }
    }
    return learned.stream().mapToLong(name -> graph.constant(name).size()).sum();
  }
}
