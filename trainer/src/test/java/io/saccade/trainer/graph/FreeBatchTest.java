package io.saccade.trainer.graph;

import static io.saccade.trainer.graph.Models.dims;
import static io.saccade.trainer.graph.Models.row;
import static io.saccade.trainer.graph.OnnxParts.integer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.SharedData;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.trainer.OnnxRun;
import java.util.Arrays;
import java.util.List;
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
  void refusesToFreeABatchThatANodeDropsOrSets() throws Exception {
    Models squeezed = Models.from(dims(1, 4, 1, 1)).node("Squeeze", "y", "x");
    assertThatThrownBy(() -> FreeBatch.of(Graph.of(squeezed.opset(13))))
        .hasMessageContaining("Squeeze y drops an axis");
    Models resized =
        Models.from(dims(1, 2, 4, 4))
            .with("sizes", row(1, 2, 8, 8))
            .node("Resize", "y", "x", "", "", "sizes");
    assertThatThrownBy(() -> FreeBatch.of(Graph.of(resized.opset(13))))
        .hasMessageContaining("Resize y sets the batch's size too");
  }

  @Test
  void leavesTheArithmeticOfShapesAsItIs() throws Exception {
    Graph fixed =
        Graph.of(
            Models.from(dims(1, 2, 4), dims(1, 8))
                .with("first", row(0))
                .with("one", row(1))
                .with("open", row(-1))
                .node("Shape", "sizes", "x")
                .node("Gather", "rows", "sizes", "first")
                .node("Reshape", "row", "rows", "one")
                .with(OnnxParts.node("Concat", "shape", List.of("row", "open"), integer("axis", 0)))
                .node("Reshape", "y", "x", "shape")
                .opset(13));
    float[] three = OnnxRun.noise(1, 3, 2, 4);

    assertThat(OnnxRun.output(FreeBatch.of(fixed).model(Map.of()), three, 3, 2, 4))
        .containsExactly(three);
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
