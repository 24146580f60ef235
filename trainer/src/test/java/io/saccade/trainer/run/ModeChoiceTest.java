package io.saccade.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.image.Preprocessing;
import io.saccade.trainer.ShapeSamples;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.Models;
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
        Models.from(Models.dims(-1, 8), Models.dims(-1, 8))
            .node("Sin", "wave", "x")
            .node("Floor", "f", "wave")
            .node("Sin", "y", "f")
            .opset(13));
  }

  private Mode choice(int images, Map<Flag, String> more) throws Exception {
    Map<Flag, String> given = new EnumMap<>(Flag.class);
    given.put(Flag.DATA, folder.toString());
    given.put(Flag.BASE, Files.write(folder.resolve("b.onnx"), new byte[1]).toString());
    given.put(Flag.PREPROCESS, "none");
    given.put(Flag.OUT, "out");
    given.putAll(more);
    Graph graph = untrainable();
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
