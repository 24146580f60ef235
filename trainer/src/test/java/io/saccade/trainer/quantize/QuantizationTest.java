package io.saccade.trainer.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.image.ColorOrder;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.model.shapes.ColorModel;
import io.saccade.trainer.ShapeSamples;
import io.saccade.trainer.data.Sample;
import io.saccade.trainer.data.TrainingTensors;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.surgery.Logits;
import io.saccade.trainer.onnx.OrtNetwork;
import io.saccade.trainer.zoo.Architecture;
import io.saccade.trainer.zoo.InputShape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class QuantizationTest {

  private final List<Sample> calibration = ShapeSamples.of(0, 60);
  private final List<Sample> validation = ShapeSamples.of(60, 120);

  @Test
  void keepsWhatAClassifierKnows() throws Exception {
    TrainingTensors tensors = ShapeSamples.tensors(ColorModel.preprocessing());
    ModelProto floats = colors();

    Quantized integers =
        new Quantization(2, event -> {}).of(floats, evidence(floats, tensors, calibration));

    QuantizationReport report = integers.report();
    assertThat(report.accuracyBefore()).isGreaterThan(0.95);
    assertThat(report.accuracyAfter()).isGreaterThan(report.accuracyBefore() - 0.01);
    assertThat(report.agreement()).isGreaterThan(0.97);
    assertThat(integers.logits()).isDeepEqualTo(rows(integers.model(), validation, tensors));
  }

  @Test
  void refusesIntegersThatForgetMoreThanOnePoint() throws Exception {
    TrainingTensors tensors = ShapeSamples.tensors(ColorModel.preprocessing());
    ModelProto floats = colors();
    // A black image shows nothing of what values can be.
    Evidence poor = evidence(floats, tensors, List.of(black()));

    assertThatThrownBy(() -> new Quantization(2, event -> {}).of(floats, poor))
        .isInstanceOf(QuantizationRefusedException.class)
        .hasMessageContaining("more than 1 point lost");
  }

  @ParameterizedTest
  @EnumSource(
      value = Architecture.class,
      names = {"SMALL_CNN", "RESNET_18", "MOBILENET_V2"})
  void computesTheArchitecturesOfTheZooNearlyAsBefore(Architecture architecture) throws Exception {
    TrainingTensors tensors = ShapeSamples.tensors(Preprocessing.none(32, ColorOrder.RGB));
    ModelProto floats = architecture.model(new InputShape(3, 32, 32), 6, 3);
    Graph graph = NormalisationFolding.of(Graph.of(floats));
    float[][] before = rows(floats, validation, tensors);
    Evidence evidence = new Evidence(tensors, calibration, neverCalled(before), before);

    float[][] folded = rows(graph.model(Map.of()), validation, tensors);
    Quantized integers = new Quantization(2, event -> {}).of(floats, evidence);

    assertThat(Agreement.of(before, folded).distance()).isLessThan(1e-4);
    assertThat(graph.nodes()).extracting("op").doesNotContain("BatchNormalization");
    assertThat(Agreement.of(before, integers.logits()).distance()).isLessThan(0.15);
  }

  /** The images, labelled so that the model, which has learned nothing, is never right. */
  private List<Sample> neverCalled(float[][] logits) {
    return IntStream.range(0, logits.length)
        .mapToObj(i -> new Sample("image-" + i, last(logits[i]), null, validation.get(i).content()))
        .toList();
  }

  private static int last(float[] row) {
    return IntStream.range(0, row.length).reduce(0, (worst, i) -> row[i] < row[worst] ? i : worst);
  }

  private static Sample black() throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png", png);
    return new Sample("black", 0, null, most -> png.toByteArray());
  }

  private static ModelProto colors() throws Exception {
    return Logits.of(Graph.of(ModelProto.parseFrom(ColorModel.onnx()))).model(Map.of());
  }

  private Evidence evidence(ModelProto floats, TrainingTensors tensors, List<Sample> seen)
      throws Exception {
    return new Evidence(tensors, seen, validation, rows(floats, validation, tensors));
  }

  private static float[][] rows(ModelProto model, List<Sample> samples, TrainingTensors tensors)
      throws Exception {
    try (OrtNetwork network = OrtNetwork.of(model, 2)) {
      return network.rows(samples, tensors, 0, done -> {});
    }
  }
}
