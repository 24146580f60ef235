package io.saccade.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.SharedData;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.trainer.OnnxRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RealModelsTest {

  @Test
  void computeToTheBitWhatTheyDidBeforeTheyWereRead() throws Exception {
    for (Path file : SharedData.filesUnder("models")) {
      Graph graph = Graph.read(file);
      long[] shape = graph.inputShape();
      shape[0] = 1;
      float[] image = OnnxRun.noise(3, shape);

      float[] before = OnnxRun.output(ModelProto.parseFrom(Files.readAllBytes(file)), image, shape);
      float[] after = OnnxRun.output(graph.model(Map.of()), image, shape);

      assertThat(after).as(file.toString()).containsExactly(before);
    }
  }

  @Test
  void keepNoNodeThatDoesNotDependOnTheImage() throws Exception {
    for (Path file : SharedData.filesUnder("models")) {
      Graph graph = Graph.read(file);
      for (Node node : graph.nodes()) {
        assertThat(graph.constants().keySet())
            .as(file + " " + node.describe())
            .doesNotContainAnyElementsOf(node.outputs());
        assertThat(node.op()).isNotEqualTo("Constant");
      }
    }
  }
}
