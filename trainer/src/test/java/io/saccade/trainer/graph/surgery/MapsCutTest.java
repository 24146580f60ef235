package io.saccade.trainer.graph.surgery;

import static io.saccade.trainer.graph.Models.dims;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.SharedData;
import io.saccade.trainer.OnnxRun;
import io.saccade.trainer.graph.FreeBatch;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphEdit;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.Models;
import io.saccade.trainer.graph.OnnxParts;
import io.saccade.trainer.zoo.Architecture;
import io.saccade.trainer.zoo.InputShape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MapsCutTest {

  /** Channels and the size of the maps are the published ones: a 32nd of the image. */
  @ParameterizedTest
  @CsvSource({
    "VGG_16, 512",
    "RESNET_18, 512",
    "MOBILENET_V2, 1280",
    "EFFICIENTNET_B0, 1280",
  })
  void areWhatPoolingOrFlatteningEnds(Architecture architecture, int channels) throws Exception {
    Graph base = Graph.of(architecture.model(new InputShape(3, 64, 96), 3, 1));

    assertThat(features(base, 3, 64, 96)).hasSize(2 * channels * 2 * 3);
  }

  @ParameterizedTest
  @CsvSource({
    "mnist_cnn, 256",
    "resnet20_cifar10, 4096",
    "mobilenet_v1_0.25_224_keras_fp32, 12544",
    "squeezenet1.1_fp32_from_fp16, 86528"
  })
  void areFoundInRealModels(String name, int values) throws Exception {
    Graph base = FreeBatch.of(Graph.read(SharedData.require("models/" + name + ".onnx")));
    long[] shape = base.inputShape();

    assertThat(features(base, shape[1], shape[2], shape[3])).hasSize(2 * values);
  }

  @Test
  void carryAHeadOnEveryPixel() throws Exception {
    Graph base = Graph.of(Architecture.RESNET_18.model(new InputShape(3, 64, 64), 3, 1));

    GraftedHead grafted =
        new NewHead(2, List.of(32), 0, 1).on(MapsCut.headed(MapsCut.of(base), 512 * 2 * 2));

    float[] images = OnnxRun.noise(1, 2, 3, 64, 64);
    assertThat(OnnxRun.output(grafted.export(Map.of()), images, 2, 3, 64, 64)).hasSize(2 * 2);
    assertThat(grafted.graph().constant("head.hidden.weight").dims()).containsExactly(32, 2048);
  }

  @Test
  void areTheOutputOfABaseThatHasNoTop() throws Exception {
    Graph whole = Graph.of(Architecture.RESNET_18.model(new InputShape(3, 64, 64), 3, 1));
    String maps = LastMaps.of(whole);
    GraphEdit edit = new GraphEdit(whole);
    edit.endIn(maps);
    edit.output(OnnxParts.value(maps, -1, 512, 2, 2));
    Graph topless = edit.graph();

    assertThat(LastMaps.of(topless)).isEqualTo(maps);
    assertThat(features(topless, 3, 64, 64)).hasSize(2 * 2048);
    assertThatThrownBy(() -> NewHead.linear(2, 1).on(topless))
        .isInstanceOf(GraphRefusedException.class)
        .hasMessageContaining("--base-top none");
  }

  @Test
  void areNotTheChannelsThatAreShuffledBeforeThem() throws Exception {
    Graph graph =
        Graph.of(
            Models.from(dims(-1, 4, 6, 6), dims(-1, 3))
                .with("k", HostTensor.floats(dims(4, 4, 1, 1), OnnxRun.noise(1, 4, 4, 1, 1)))
                .with("w", HostTensor.floats(dims(4, 3), OnnxRun.noise(2, 4, 3)))
                .with("split", Models.row(-1, 2, 2, 36))
                .with("joined", Models.row(-1, 4, 6, 6))
                .node("Reshape", "groups", "x", "split")
                .node("Reshape", "shuffled", "groups", "joined")
                .node("Conv", "c", "shuffled", "k")
                .node("Relu", "maps", "c")
                .node("GlobalAveragePool", "means", "maps")
                .node("Flatten", "row", "means")
                .node("MatMul", "y", "row", "w")
                .opset(13));

    assertThat(LastMaps.of(graph)).isEqualTo("maps");
  }

  @Test
  void areMissingWhereOnlyRowsAre() throws Exception {
    Graph rows =
        Graph.of(
            Models.from(dims(-1, 4), dims(-1, 3))
                .with("w", HostTensor.floats(dims(4, 3), new float[12]))
                .node("MatMul", "y", "x", "w")
                .opset(13));

    assertThatThrownBy(() -> LastMaps.of(rows))
        .isInstanceOf(GraphRefusedException.class)
        .hasMessageContaining("has no maps");
  }

  private static float[] features(Graph base, long... image) throws Exception {
    long[] two = {2, image[0], image[1], image[2]};
    return OnnxRun.output(MapsCut.of(base).model(Map.of()), OnnxRun.noise(1, two), two);
  }
}
