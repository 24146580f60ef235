package io.saccade.cli.releases;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.Golden;
import io.saccade.model.bundle.ModelDeclaration;
import io.saccade.model.bundle.ModelInput;
import io.saccade.model.bundle.ModelOutput;
import io.saccade.model.bundle.OutputKind;
import io.saccade.model.onnx.GraphTensor;
import io.saccade.model.onnx.OnnxBuilder;
import io.saccade.model.onnx.Weights;
import io.saccade.model.shapes.ColorModel;
import io.saccade.model.shapes.ShapeColor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Models of the colours' shapes and labels with weights drawn at random, as slow as a test wants
 * them.
 */
final class SlowModel {

  private static final int SIZE = 64;
  private static final int CLASSES = ShapeColor.values().length;
  private static final long SEED = 11;

  private SlowModel() {}

  /** One that answers as quickly as the colours' own, and otherwise. */
  static Bundle quick(String version) {
    return bundle(version, 4, 1);
  }

  /** One whose run takes tenths of a second an image. */
  static Bundle slow(String version) {
    return bundle(version, 64, 8);
  }

  /** The same golden images, of which the last comes out otherwise than it says. */
  static List<Golden> wrong(List<Golden> golden) {
    List<Golden> wrong = new ArrayList<>(golden);
    Golden last = wrong.remove(wrong.size() - 1);
    float[] other = last.probabilities();
    for (int i = 0; i < other.length; i++) {
      other[i] = 1 - other[i];
    }
    wrong.add(new Golden(last.name(), last.encoded(), last.tensorSha256(), other));
    return wrong;
  }

  /** A slow one whose outputs are not finite, which only a run can show. */
  static Bundle notFinite(String version) throws IOException {
    return bundle(version, SpoiltModel.notFinite(onnx(64, 8)));
  }

  /** A bundle of such a model, without golden images. */
  static Bundle bundle(String version, int channels, int layers) {
    return bundle(version, onnx(channels, layers));
  }

  private static Bundle bundle(String version, byte[] model) {
    try {
      return Bundle.of(
          ModelDeclaration.of(
              ReleaseStage.MODEL,
              version,
              new ModelInput("image", ColorModel.preprocessing()),
              new ModelOutput("probabilities", OutputKind.SOFTMAX, CLASSES)),
          model,
          List.copyOf(ShapeColor.labels()));
    } catch (BundleRefusedException e) {
      throw new IllegalStateException("the drawn model is sound", e);
    }
  }

  /** The bytes of the model: so many convolutions of so many channels at full size. */
  static byte[] onnx(int channels, int layers) {
    Random random = new Random(SEED);
    OnnxBuilder graph = new OnnxBuilder("slow");
    String image = graph.input("image", GraphTensor.DYNAMIC, 3, SIZE, SIZE);
    String last = graph.relu(graph.conv(image, drawn(random, channels, 3), none(channels), 1));
    for (int layer = 1; layer < layers; layer++) {
      last = graph.relu(graph.conv(last, drawn(random, channels, channels), none(channels), 1));
    }
    String amounts = graph.flatten(graph.globalAveragePool(last));
    float[] weights = gaussian(random, CLASSES * channels, 1);
    String scores = graph.gemm(amounts, Weights.of(weights, CLASSES, channels), none(CLASSES));
    graph.output("probabilities", graph.softmax(scores), GraphTensor.DYNAMIC, CLASSES);
    return graph.build();
  }

  // As He et al. (2015) draw them, so that values neither vanish nor explode.
  private static Weights drawn(Random random, int outputs, int inputs) {
    double deviation = Math.sqrt(2.0 / (9 * inputs));
    return Weights.of(gaussian(random, outputs * inputs * 9, deviation), outputs, inputs, 3, 3);
  }

  private static Weights none(int count) {
    return Weights.of(new float[count], count);
  }

  private static float[] gaussian(Random random, int count, double deviation) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return values;
  }
}
