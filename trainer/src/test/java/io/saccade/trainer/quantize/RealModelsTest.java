package io.saccade.trainer.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.SharedData;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.onnx.proto.ModelProto;
import io.saccade.trainer.ShapeSamples;
import io.saccade.trainer.data.Sample;
import io.saccade.trainer.data.TrainingTensors;
import io.saccade.trainer.graph.Graph;
import io.saccade.trainer.graph.HostTensor;
import io.saccade.trainer.graph.OpsetUpgrade;
import io.saccade.trainer.graph.surgery.Logits;
import io.saccade.trainer.head.Evaluation;
import io.saccade.trainer.onnx.OrtNetwork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** MobileNetV1 0.25, whose depthwise convolutions are the hardest to make integers of. */
final class RealModelsTest {

  private static final int CALIBRATION = 100;

  private final TrainingTensors tensors = ShapeSamples.tensors(Preprocessing.tensorflow(224));

  @Test
  void keepsMobileNetWithinOnePoint() throws Exception {
    Path file = SharedData.require("models/mobilenet_v1_0.25_224_keras_fp32.onnx");
    List<Sample> photographs = photographs();
    List<Sample> judged = photographs.subList(CALIBRATION, photographs.size());
    ModelProto floats = Logits.of(Graph.read(file)).model(Map.of());
    Evidence evidence =
        new Evidence(tensors, photographs.subList(0, CALIBRATION), judged, rows(floats, judged));

    Quantized integers = new Quantization(2, event -> {}).of(floats, evidence);

    assertThat(integers.report().accuracyBefore()).isGreaterThan(0.55);
    assertThat(integers.report().accuracyAfter())
        .isGreaterThan(integers.report().accuracyBefore() - 0.0101);
    assertThat(integers.report().agreement()).isGreaterThan(0.9);
    assertThat(integers.report().floatLayers()).isLessThanOrEqualTo(7);
    assertThat(integers.model().getSerializedSize()).isLessThan((int) (0.75 * Files.size(file)));
  }

  @Test
  void wouldLoseMobileNetWithOneStepForAllChannels() throws Exception {
    Graph graph =
        NormalisationFolding.of(
            OpsetUpgrade.of(
                Logits.of(
                    Graph.read(
                        SharedData.require("models/mobilenet_v1_0.25_224_keras_fp32.onnx")))));
    List<Sample> some = photographs().subList(CALIBRATION, 2 * CALIBRATION);
    int[] labels = some.stream().mapToInt(Sample::label).toArray();

    double byChannel = Evaluation.of(rows(rounded(graph, false), some), labels).accuracy();
    double byTensor = Evaluation.of(rows(rounded(graph, true), some), labels).accuracy();

    assertThat(byChannel).isGreaterThan(0.5);
    assertThat(byTensor).isLessThan(byChannel - 0.2);
  }

  /** The graph with its weights rounded to integers, all else in floats. */
  private static ModelProto rounded(Graph graph, boolean wholeTensors) {
    Map<String, HostTensor> rounded = new HashMap<>();
    graph
        .nodes()
        .forEach(
            node ->
                Layer.of(graph, node)
                    .ifPresent(
                        layer ->
                            rounded.put(
                                node.inputs().get(1),
                                rounded(layer.weight(), layer.axis(), wholeTensors))));
    return graph.model(rounded);
  }

  private static HostTensor rounded(HostTensor weight, int axis, boolean whole) {
    long[] dims = whole ? new long[] {1, weight.size()} : weight.dims();
    Layer layer =
        new Layer(
            HostTensor.floats(dims, weight.floats()), whole ? 0 : axis, 1, false, Optional.empty());
    ChannelWeights integers = ChannelWeights.of(layer, 8, 1, new double[0]);
    float[] steps = integers.steps();
    float[] values = new float[weight.size()];
    int inner = axis == 0 ? values.length / steps.length : 1;
    for (int i = 0; i < values.length; i++) {
      values[i] = integers.weights()[i] * steps[i / inner % steps.length];
    }
    return HostTensor.floats(weight.dims(), values);
  }

  private float[][] rows(ModelProto model, List<Sample> samples) throws Exception {
    try (OrtNetwork network = OrtNetwork.of(model, 2)) {
      return network.rows(samples, tensors, 0, done -> {});
    }
  }

  /** Every third first, since they are sorted by what they show. */
  private static List<Sample> photographs() throws Exception {
    Path folder = SharedData.require("images/imagenet-300");
    List<Sample> samples = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("truth.csv")).subList(1, 301)) {
      String[] cells = line.split(",", -1);
      Path file = folder.resolve(cells[0]);
      samples.add(
          new Sample(cells[0], Integer.parseInt(cells[1]), null, most -> Files.readAllBytes(file)));
    }
    samples.sort(Comparator.comparing(sample -> sample.label() % 3));
    return samples;
  }
}
