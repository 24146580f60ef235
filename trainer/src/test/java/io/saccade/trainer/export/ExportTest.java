package io.saccade.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleWriter;
import io.saccade.model.bundle.FeatureOutput;
import io.saccade.model.bundle.IfPresent;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.shapes.ShapeColor;
import io.saccade.trainer.ShapeSamples;
import io.saccade.trainer.data.Decoding;
import io.saccade.trainer.data.Split;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.GraphRefusedException;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.surgery.GraftedHead;
import io.saccade.trainer.graph.surgery.NewHead;
import io.saccade.trainer.progress.TrainingEvent;
import io.saccade.trainer.progress.TrainingFailedException;
import io.saccade.trainer.zoo.Architecture;
import io.saccade.trainer.zoo.InputShape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExportTest {

  private final Split split = ShapeSamples.split(60);
  private final List<TrainingEvent> told = new ArrayList<>();
  private final Graph base = base();
  private final GraftedHead head = new NewHead(6, List.of(16), 0.3f, 2).on(base);

  ExportTest() throws GraphRefusedException {}

  private static Graph base() throws GraphRefusedException {
    return Graph.of(Architecture.SMALL_CNN.model(new InputShape(3, 32, 32), 4, 1));
  }

  private Export export(Storage storage, String... labels) {
    Origin origin =
        new Origin("small-cnn", "ab".repeat(32), "cd".repeat(32), Map.of("mode", "head"), Map.of());
    ExportOrder order =
        new ExportOrder(
            "shapes",
            "1",
            labels.length == 0 ? ShapeColor.labels() : List.of(labels),
            split,
            Preprocessing.torchvision(32),
            Decoding.defaults(),
            storage,
            origin,
            2);
    return new Export(order, told::add);
  }

  @Test
  void makesABundleThatIsReadBackAsItWasMade(@TempDir Path folder) throws Exception {
    Exported exported =
        export(Storage.FLOAT).of(head, Map.of(), new InterpretedLogits(head.graph()));

    BundleWriter.write(exported.bundle(), folder.resolve("b"), IfPresent.REFUSE);
    Bundle read = Bundle.read(folder.resolve("b"));

    assertThat(read.sha256()).isEqualTo(exported.bundle().sha256());
    assertThat(read.labels()).isEqualTo(ShapeColor.labels());
    assertThat(read.manifest().features())
        .contains(new FeatureOutput(head.features(), head.width()));
    assertThat(read.golden()).hasSize(6);
    assertThat(exported.measured().parity().images()).isEqualTo(64);
    assertThat(exported.measured().test().orElseThrow().logits()).hasDimensions(30, 6);
    assertThat(told.get(0)).isEqualTo(new TrainingEvent.Stage("Prove the export", 128, "images"));
  }

  @Test
  void saysOnTheCardWhatTheModelIsMadeOf(@TempDir Path folder) throws Exception {
    Exported exported =
        export(Storage.FLOAT).of(head, Map.of(), new InterpretedLogits(head.graph()));
    BundleWriter.write(exported.bundle(), folder.resolve("b"), IfPresent.REFUSE);

    JsonNode card = new ObjectMapper().readTree(folder.resolve("b/model-card.json").toFile());
    String text = Files.readString(folder.resolve("b/model-card.md"));

    assertThat(card.at("/base/sha256").asText()).isEqualTo("ab".repeat(32));
    assertThat(card.at("/data/training").asInt()).isEqualTo(60);
    assertThat(card.at("/recipe/mode").asText()).isEqualTo("head");
    assertThat(card.at("/metrics/test/accuracy").asDouble()).isBetween(0.0, 1.0);
    assertThat(card.at("/temperature").asDouble()).isPositive();
    assertThat(card.at("/versions/onnxruntime").asText()).startsWith("1.");
    assertThat(text)
        .startsWith("# shapes 1\n")
        .contains("## Metrics on test\n")
        .contains("| mode | head |\n");
  }

  @Test
  void makesTheSameBundleTwice() throws Exception {
    InterpretedLogits reference = new InterpretedLogits(head.graph());
    String first = export(Storage.FLOAT).of(head, Map.of(), reference).bundle().sha256();

    assertThat(export(Storage.FLOAT).of(head, Map.of(), reference).bundle().sha256())
        .isEqualTo(first);
  }

  @Test
  void provesAHeadOnFeaturesWithoutWhatDifferentiates() throws Exception {
    Exported exported = export(Storage.FLOAT).of(head, Map.of(), new HeadLogits(base, head, 2));

    assertThat(exported.measured().parity().difference())
        .isLessThan(1e-5 * exported.measured().parity().range());
  }

  @Test
  void refusesAModelWhoseWeightsAreNotThoseThatWereTrained() throws Exception {
    HostTensor bias = head.graph().constant(head.bias());
    float[] disturbed = bias.floats();
    disturbed[3] += 0.01f;
    Map<String, HostTensor> weights =
        Map.of(head.bias(), HostTensor.floats(bias.dims(), disturbed));
    Reference undisturbed =
        (given, samples, tensors) ->
            new InterpretedLogits(head.graph()).logits(Map.of(), samples, tensors);

    assertThatThrownBy(() -> export(Storage.FLOAT).of(head, weights, undisturbed))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("does not compute what was trained")
        .hasMessageContaining("Nothing was written");
  }

  @Test
  void halvesTheFileAndProvesWhatItHolds() throws Exception {
    Reference reference = new InterpretedLogits(head.graph());
    int whole = export(Storage.FLOAT).of(head, Map.of(), reference).bundle().model().length;

    Exported half = export(Storage.HALF).of(head, Map.of(), reference);

    assertThat(half.bundle().model().length).isLessThan((int) (0.56 * whole));
    assertThat(Graph.of(model(half)).nodes()).extracting("op").doesNotContain("Cast");
  }

  private static ModelProto model(Exported exported) throws Exception {
    return ModelProto.parseFrom(exported.bundle().model());
  }

  @Test
  void refusesBeforeTrainingWhatCouldNotBeABundle() throws Exception {
    export(Storage.FLOAT).rehearse(head);

    assertThatThrownBy(() -> export(Storage.FLOAT, "a", "b", "c", "d", "e", " f").rehearse(head))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("begins or ends with a blank");
    assertThatThrownBy(() -> export(Storage.FLOAT, "a", "b").rehearse(head))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("2 classes");
  }

  @Test
  void makesNoIntegersThatNothingWasMeasuredOf() throws Exception {
    Split unvalidated = new Split(split.training(), List.of(), List.of());
    ExportOrder order =
        new ExportOrder(
            "shapes",
            "1",
            ShapeColor.labels(),
            unvalidated,
            Preprocessing.torchvision(32),
            Decoding.defaults(),
            Storage.INT8,
            new Origin("small-cnn", "", "", Map.of(), Map.of()),
            2);

    assertThatThrownBy(
            () ->
                new Export(order, told::add)
                    .of(head, Map.of(), new InterpretedLogits(head.graph())))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("--val-split");
  }
}
