package io.saccade.trainer.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.ModelDeclaration;
import io.saccade.model.bundle.ModelInput;
import io.saccade.model.bundle.ModelOutput;
import io.saccade.model.bundle.OutputKind;
import io.saccade.model.image.ImageFormat;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.onnx.GraphTensor;
import io.saccade.model.onnx.OnnxBuilder;
import io.saccade.model.onnx.Weights;
import io.saccade.model.shapes.ColorModel;
import io.saccade.model.shapes.ShapeImage;
import io.saccade.model.shapes.ShapeImages;
import io.saccade.trainer.data.Sample;
import io.saccade.trainer.page.PageText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

final class LayerWalkTest {

  private static final ShapeImage IMAGE = new ShapeImages(3, 96, 80, ImageFormat.PNG).draw(0);
  private static final Sample SAMPLE = new Sample("<a>.png", 0, null, most -> IMAGE.encoded());

  @TempDir private Path folder;

  private List<LayerReading> readings(Bundle bundle) throws Exception {
    return LayerWalk.through(bundle).draw(SAMPLE, 4, folder.resolve("page.html"), done -> {});
  }

  /** A model of so many steps, each of which adds one to what it takes the positive part of. */
  private static Bundle deep(int steps, long batch) throws Exception {
    OnnxBuilder graph = new OnnxBuilder("deep");
    String value = graph.flatten(graph.globalAveragePool(graph.input("image", batch, 3, 8, 8)));
    for (int i = 0; i < steps; i++) {
      value =
          graph.gemm(
              graph.relu(value),
              Weights.of(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, 3, 3),
              Weights.of(new float[] {1, 1, 1}, 3));
    }
    graph.output("scores", value, batch, 3);
    ModelDeclaration declared =
        ModelDeclaration.of(
            "deep",
            "1",
            new ModelInput("image", Preprocessing.tensorflow(8)),
            new ModelOutput("scores", OutputKind.LOGITS, 3));
    return Bundle.of(declared, graph.build(), List.of("a", "b", "c"));
  }

  @Test
  void readsWhatTheGraphComputes() throws Exception {
    Bundle bundle = ColorModel.bundle("1");

    List<LayerReading> readings = readings(bundle);

    assertThat(readings).hasSize(LayerWalk.through(bundle).size());
    assertThat(readings)
        .filteredOn(reading -> reading.layer().operator().equals("Relu"))
        .isNotEmpty()
        .allMatch(reading -> reading.least() >= 0);
    LayerReading last = readings.get(readings.size() - 1);
    assertThat(last.layer().value()).isEqualTo("probabilities");
    assertThat(last.shape()).isEqualTo("1 × 6");
    assertThat(last.mean()).isCloseTo(1 / 6.0, within(1e-6));
    assertThat(last.most()).isGreaterThan(0.9);
  }

  @Test
  void drawsMapsAndTheLabelsInTheEnd() throws Exception {
    readings(ColorModel.bundle("1"));

    Document page = PageText.read(folder.resolve("page.html"));
    assertThat(PageText.all(page, "img"))
        .allMatch(image -> image.getAttribute("src").startsWith("data:image/"))
        .hasSizeGreaterThan(4 * 4);
    assertThat(page.getDocumentElement().getTextContent())
        .contains("<a>.png", IMAGE.color().label(), "GlobalAveragePool");
  }

  @Test
  void walksDeepGraphsPieceByPieceInOrder() throws Exception {
    List<Integer> told = new ArrayList<>();
    Bundle deep = deep(40, GraphTensor.DYNAMIC);

    List<LayerReading> readings =
        LayerWalk.through(deep).draw(SAMPLE, 1, folder.resolve("page.html"), told::add);

    assertThat(readings).extracting(reading -> reading.layer().number()).isSorted();
    assertThat(told).hasSizeGreaterThan(2).endsWith(readings.size());
    double first = readings.get(3).mean();
    assertThat(readings.get(readings.size() - 1).mean()).isCloseTo(first + 39, within(1e-3));
  }

  @Test
  void looksAtOneImageOfAFixedBatch() throws Exception {
    List<LayerReading> one = readings(deep(2, 1));
    List<LayerReading> three = readings(deep(2, 3));

    assertThat(three).hasSameSizeAs(one);
    assertThat(three.get(1).dims()).isEqualTo(List.of(1L, 3L));
    assertThat(three.get(1).mean()).isCloseTo(one.get(1).mean(), within(1e-6));
  }

  @Test
  void stopsWhenInterrupted() throws Exception {
    Bundle bundle = ColorModel.bundle("1");
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> readings(bundle)).isInstanceOf(InterruptedException.class);
    assertThat(folder.resolve("page.html")).doesNotExist();
  }
}
