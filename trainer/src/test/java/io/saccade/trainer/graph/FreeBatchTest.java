package io.saccade.trainer.graph;

import static io.saccade.trainer.graph.Models.dims;
import static io.saccade.trainer.graph.Models.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.SharedData;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.trainer.OnnxRun;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FreeBatchTest {

  @Test
  void freesTheBatchThatHidesInReshapes() throws Exception {
    Graph fixed =
        Graph.of(
            Models.from(dims(2, 2, 2), dims(2, 4))
                .with("shape", row(2, 4))
                .with("open", row(2, -1))
                .node("Reshape", "rows", "x", "shape")
                .node("Reshape", "y", "rows", "open")
                .opset(13));

    Graph free = FreeBatch.of(fixed);

    assertThat(free.inputShape()).containsExactly(-1, 2, 2);
    assertThat(free.outputShape("y")).containsExactly(-1, 4);
    float[] three = OnnxRun.noise(1, 3, 2, 2);
    assertThat(OnnxRun.output(free.model(Map.of()), three, 3, 2, 2)).containsExactly(three);
  }

  @Test
  void leavesAFreeBatchAsItIs() throws Exception {
    Graph free = Graph.of(Models.from(dims(-1, 3), dims(-1, 3)).node("Relu", "y", "x").opset(13));

    assertThat(FreeBatch.of(free)).isSameAs(free);
  }

  @Test
  void refusesToFreeWhatMixesImages() throws Exception {
    Graph mixed =
        Graph.of(
            Models.from(dims(2, 4), dims(4, 2))
                .with("shape", row(4, 2))
                .node("Reshape", "y", "x", "shape")
                .opset(13));

    assertThatThrownBy(() -> FreeBatch.of(mixed))
        .isInstanceOf(GraphRefusedException.class)
        .hasMessageContaining("batches of 2 only")
        .hasMessageContaining("Reshape y")
        .hasMessageContaining("[4, 2]");
  }

  @Test
  void givesARealModelsImagesTheSameScoresInOneBatch() throws Exception {
    Graph fixed = Graph.read(SharedData.require("models/mnist_cnn.onnx"));
    assertThat(fixed.inputShape()).containsExactly(1, 1, 28, 28);
    ModelProto free = FreeBatch.of(fixed).model(Map.of());
    int pixels = 28 * 28;
    float[] images = OnnxRun.noise(2, 3, 1, 28, 28);

    float[] together = OnnxRun.output(free, images, 3, 1, 28, 28);

    for (int i = 0; i < 3; i++) {
      float[] image = Arrays.copyOfRange(images, i * pixels, (i + 1) * pixels);
      float[] alone = OnnxRun.output(fixed.model(Map.of()), image, 1, 1, 28, 28);
      assertThat(Arrays.copyOfRange(together, 10 * i, 10 * i + 10))
          .usingComparatorWithPrecision(1e-4f)
          .containsExactly(alone);
    }
  }
}
