package io.saccade.processor.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.NativeHandles;
import io.saccade.model.SharedData;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.BundleDraft;
import io.saccade.model.bundle.PreprocessPreset;
import io.saccade.model.image.DecodeBudget;
import io.saccade.model.image.DecodedImage;
import io.saccade.model.image.ImageGate;
import io.saccade.model.image.ImageLimits;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.image.Preprocessor;
import io.saccade.model.image.TensorLayout;
import io.saccade.model.onnx.Graphs;
import io.saccade.model.onnx.OnnxBuilder;
import io.saccade.processor.serving.BatchTensors;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.Model;
import io.saccade.processor.serving.Scores;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models with and without their normalisation inside the graph, run and compared bit by bit. */
final class EmbeddedNormalisationTest {

  /** As many pixels as there are values of one. */
  private static final int SIDE = 16;

  private static final int PHOTOGRAPHS = 40;

  private final NativeHandles handles = new NativeHandles();

  @AfterEach
  void leavesNothingOpen() {
    assertThat(handles.open()).isZero();
  }

  @ParameterizedTest(name = "{0}, {1}, {2} channels, operator set {3}")
  @CsvSource({
    "TORCHVISION, NCHW, 3, 17",
    "TORCHVISION, NHWC, 3, 17",
    "TORCHVISION, NCHW, 3, 7",
    "TENSORFLOW, NCHW, 3, 17",
    "TENSORFLOW, NHWC, 3, 7",
    "TENSORFLOW, NCHW, 1, 13",
    "CAFFE, NCHW, 3, 17",
    "CAFFE, NHWC, 3, 9",
    "NONE, NCHW, 3, 21",
    "NONE, NHWC, 1, 7",
  })
  void computesTheVeryFloatsThatPreprocessingWrites(
      PreprocessPreset preset, TensorLayout layout, int channels, long opset) throws Exception {
    Bundle bundle = bundle(preset, passingOn(layout, channels, opset), SIDE * SIDE * channels);
    Preprocessing steps = bundle.manifest().input().preprocessing();
    byte[] pixels = new byte[SIDE * SIDE * channels];
    int[] expected = new int[pixels.length];
    for (int i = 0; i < SIDE * SIDE; i++) {
      for (int c = 0; c < channels; c++) {
        int pixel = i + 85 * c & 0xFF;
        pixels[i * channels + c] = (byte) pixel;
        int at = layout == TensorLayout.NCHW ? c * SIDE * SIDE + i : i * channels + c;
        expected[at] = Float.floatToRawIntBits(steps.normalised(c, pixel));
      }
    }

    try (Model model = load(bundle.withEmbeddedNormalisation());
        BatchTensors tensors = model.newBatch()) {
      tensors.input(0).put(pixels);
      assertThat(bits(outputs(tensors, pixels.length))).isEqualTo(expected);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "mobilenet_v2_1.0_224_tf_fp32, TENSORFLOW, 1001",
    "mobilenetv2-12-int8, TORCHVISION, 1000",
    "squeezenet1.1_fp32_from_fp16, CAFFE, 1000",
    "mobilenet_v1_0.25_224_keras_fp32, TENSORFLOW, 1000",
    "resnet20_cifar10, TORCHVISION, 10",
    "mnist_cnn, NONE, 10",
  })
  void answersPhotographsAsTheOriginalDoes(String name, PreprocessPreset preset, int classes)
      throws Exception {
    byte[] onnx = Files.readAllBytes(SharedData.require("models/" + name + ".onnx"));
    Bundle original = bundle(preset, onnx, classes);
    Bundle embedded = original.withEmbeddedNormalisation();
    float largest = 0;
    int bitEqual = 0;
    List<Path> photographs = photographs();
    try (Model first = load(original);
        Model second = load(embedded);
        BatchTensors floats = first.newBatch();
        BatchTensors bytes = second.newBatch()) {
      for (Path photograph : photographs) {
        write(original, photograph, floats);
        write(embedded, photograph, bytes);
        float[] expected = outputs(floats, classes);
        float[] actual = outputs(bytes, classes);
        assertThat(Scores.top(actual, 1)).isEqualTo(Scores.top(expected, 1));
        bitEqual += Arrays.equals(bits(expected), bits(actual)) ? 1 : 0;
        for (int i = 0; i < classes; i++) {
          float scale = Math.max(1, Math.abs(expected[i]));
          largest = Math.max(largest, Math.abs(expected[i] - actual[i]) / scale);
        }
      }
    }
    System.out.printf(
        "%s embedded: %d of %d photographs bit-equal, largest difference %g%n",
        name, bitEqual, photographs.size(), largest);
    assertThat(largest).isLessThanOrEqualTo(1e-6f);
  }

  /** A classifier whose scores are its input. */
  private static byte[] passingOn(TensorLayout layout, int channels, long opset) {
    OnnxBuilder graph = new OnnxBuilder("identity");
    String image =
        layout == TensorLayout.NCHW
            ? graph.input("image", 1, channels, SIDE, SIDE)
            : graph.input("image", 1, SIDE, SIDE, channels);
    graph.output("scores", graph.flatten(image), 1, (long) channels * SIDE * SIDE);
    return Graphs.changed(graph.build(), model -> model.getOpsetImportBuilder(0).setVersion(opset));
  }

  private static Bundle bundle(PreprocessPreset preset, byte[] onnx, int classes) throws Exception {
    String labels =
        IntStream.range(0, classes)
            .mapToObj(index -> "class " + index)
            .collect(Collectors.joining("\n"));
    BundleDraft.Order order = BundleDraft.Order.of("m", "1", preset);
    return BundleDraft.of(order, onnx, labels.getBytes(StandardCharsets.UTF_8)).bundle();
  }

  private Model load(Bundle bundle) throws Exception {
    return new OnnxRuntime(handles).load(bundle, LanePlan.single());
  }

  private void write(Bundle bundle, Path photograph, BatchTensors tensors) throws Exception {
    Preprocessor preprocessor =
        new Preprocessor(
            bundle.manifest().input().preprocessing(),
            new ImageGate(ImageLimits.defaults()),
            new DecodeBudget(256L << 20),
            handles);
    try (DecodedImage image =
        preprocessor.decode(ByteBuffer.wrap(Files.readAllBytes(photograph)))) {
      preprocessor.write(image, tensors.input(0));
    }
  }

  private static float[] outputs(BatchTensors tensors, int classes) throws Exception {
    tensors.run(0, 0, 1);
    float[] outputs = new float[classes];
    tensors.output(0, outputs);
    return outputs;
  }

  private static int[] bits(float[] values) {
    return IntStream.range(0, values.length)
        .map(index -> Float.floatToRawIntBits(values[index]))
        .toArray();
  }

  private static List<Path> photographs() {
    return SharedData.filesUnder("images/imagenet-300").stream()
        .filter(file -> !file.toString().endsWith(".csv"))
        .limit(PHOTOGRAPHS)
        .toList();
  }
}
