package io.saccade.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.image.Preprocessing;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.trainer.ShapeSamples;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.Models;
import io.saccade.trainer.graph.OnnxParts;
import io.saccade.trainer.progress.TrainingEvent;
import io.saccade.trainer.progress.TrainingFailedException;
import io.saccade.trainer.recipe.Flag;
import io.saccade.trainer.recipe.Mode;
import io.saccade.trainer.recipe.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModeChoiceTest {

  private static final int CLASSES = 6;

  @TempDir private Path folder;
  private final List<TrainingEvent> told = new ArrayList<>();

  /** A base with two operators that there are no gradients of. */
  private static Graph untrainable() throws Exception {
    return Graph.of(
        Models.from(Models.dims(-1, 8), Models.dims(-1, 4))
            .with("w", HostTensor.floats(Models.dims(8, 4), new float[32]))
            .node("Sin", "wave", "x")
            .node("Floor", "f", "wave")
            .node("Sin", "s", "f")
            .node("Gemm", "y", "s", "w")
            .opset(13));
  }

  /** A base that could be trained, but for what it makes of its own scores. */
  private static Graph decided() throws Exception {
    ModelProto.Builder model =
        Models.from(Models.dims(-1, 8), Models.dims(-1, 4))
            .with("w", HostTensor.floats(Models.dims(8, 4), new float[32]))
            .node("Relu", "r", "x")
            .node("Gemm", "y", "r", "w")
            .node("ArgMax", "best", "y")
            .opset(13)
            .toBuilder();
    model.getGraphBuilder().addOutput(OnnxParts.value("best", -1));
    return Graph.of(model.build());
  }

  private Mode choice(int images, Map<Flag, String> more) throws Exception {
    return choice(untrainable(), images, more);
  }

  private Mode choice(Graph graph, int images, Map<Flag, String> more) throws Exception {
    Map<Flag, String> given = new EnumMap<>(Flag.class);
    given.put(Flag.DATA, folder.toString());
    given.put(Flag.BASE, Files.write(folder.resolve("b.onnx"), new byte[1]).toString());
    given.put(Flag.PREPROCESS, "none");
    given.put(Flag.OUT, "out");
    given.putAll(more);
    Network network = new Network("b", "", Preprocessing.torchvision(32), classes -> graph);
    return ModeChoice.of(
        Recipe.of(given), network, ShapeSamples.split(images), CLASSES, new Narration(told::add));
  }

  @Test
  void refusesToFineTuneThroughWhatHasNoGradientsAndNamesAllOfIt() {
    assertThatThrownBy(() -> choice(20, Map.of(Flag.MODE, "finetune")))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("the operator Floor (1 ×, first f)")
        .hasMessageContaining("the operator Sin (2 ×, first wave)")
        .hasMessageContaining("--mode head --head linear");
  }

  @Test
  void mindsNothingThatTheNewHeadIsNotPutOn() throws Exception {
    assertThat(choice(decided(), 20, Map.of(Flag.MODE, "finetune"))).isEqualTo(Mode.FINETUNE);
  }

  @Test
  void refusesAHiddenLayerOnItBeforeAnythingIsTrained() {
    assertThatThrownBy(() -> choice(20, Map.of(Flag.FREEZE, "all", Flag.HEAD, "mlp:8")))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("the operator Sin");
    assertThatThrownBy(() -> choice(20, Map.of(Flag.HEAD, "mlp:8")))
        .isInstanceOf(TrainingFailedException.class);
  }

  @Test
  void learnsALinearHeadOnItAndSaysWhy() throws Exception {
    assertThat(choice(400, Map.of())).isEqualTo(Mode.HEAD);
    assertThat(told.toString()).contains("Only a head is learned", "the operator Floor");
  }

  @Test
  void looksAtNoOperatorWhereOnlyALinearHeadIsAskedFor() throws Exception {
    assertThat(choice(20, Map.of(Flag.MODE, "head"))).isEqualTo(Mode.HEAD);
    assertThat(choice(20, Map.of(Flag.FREEZE, "all"))).isEqualTo(Mode.HEAD);
    assertThat(told).isEmpty();
  }
}
