package io.saccade.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.bundle.Bundle;
import io.saccade.model.drift.ReferenceProfile;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.shapes.ShapeColor;
import io.saccade.trainer.ShapeSamples;
import io.saccade.trainer.data.Decoding;
import io.saccade.trainer.data.Split;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.surgery.GraftedHead;
import io.saccade.trainer.graph.surgery.NewHead;
import io.saccade.trainer.zoo.Architecture;
import io.saccade.trainer.zoo.InputShape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReferenceMakingTest {

  private static final int VALIDATION = 330;
  private static final int TEST = 310;

  @Test
  void takesTheFeaturesThatTheBundleDeclares() throws Exception {
    Graph base = Graph.of(Architecture.SMALL_CNN.model(new InputShape(3, 32, 32), 4, 1));
    GraftedHead head = new NewHead(6, List.of(16), 0.3f, 2).on(base);
    Split split =
        new Split(
            ShapeSamples.of(0, 10),
            ShapeSamples.of(10, VALIDATION),
            ShapeSamples.of(10 + VALIDATION, TEST));
    ExportOrder order =
        new ExportOrder(
            "shapes",
            "1",
            ShapeColor.labels(),
            split,
            Preprocessing.torchvision(32),
            Decoding.defaults(),
            Storage.FLOAT,
            new Origin("small-cnn", "ab".repeat(32), "cd".repeat(32), Map.of(), Map.of()),
            2);

    Bundle bundle =
        new Export(order, told -> {})
            .of(head, Map.of(), new InterpretedLogits(head.graph()))
            .bundle();

    ReferenceProfile profile = bundle.reference().orElseThrow().profile();
    assertThat(profile.featureWidth()).hasValue(head.width());
    assertThat(profile.images()).isEqualTo((VALIDATION + TEST) * 4 / 5);
    assertThat(profile.confusion()).isPresent();
  }
}
