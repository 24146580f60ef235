package io.saccade.model.shapes;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.ModelDeclaration;
import io.saccade.model.bundle.ModelInput;
import io.saccade.model.bundle.ModelOutput;
import io.saccade.model.bundle.OutputKind;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.onnx.GraphTensor;
import io.saccade.model.onnx.OnnxBuilder;
import io.saccade.model.onnx.Weights;
import java.util.Arrays;

/**
 * A small convolutional network whose weights are written by hand instead of trained: it tells the
 * colour of the shape in the images of {@link ShapeImages}. It takes any number of 64 × 64 images
 * at once and gives probabilities.
 */
public final class ColorModel {

  private static final int SIZE = 64;
  private static final int CLASSES = ShapeColor.values().length;

  // Differences of channels that the first layer makes, as (plus, minus) among red, green and blue.
  private static final int[][] DIFFERENCES = {{0, 1}, {1, 0}, {0, 2}, {2, 0}, {1, 2}, {2, 1}};
  private static final int RED_GREEN = 0;
  private static final int GREEN_RED = 1;
  private static final int RED_BLUE = 2;
  private static final int BLUE_RED = 3;
  private static final int GREEN_BLUE = 4;
  private static final int BLUE_GREEN = 5;

  // A colour is where two differences are both large. Their minimum is the first less the positive
  // part of how much it exceeds the second, which is a difference again: min(r-g, r-b) is
  // (r-g) - relu(b-g). One row a class: the first, and what is taken off.
  private static final int[][] MINIMA = {
    {RED_GREEN, BLUE_GREEN},
    {GREEN_RED, BLUE_RED},
    {BLUE_RED, GREEN_RED},
    {RED_BLUE, RED_GREEN},
    {RED_GREEN, RED_BLUE},
    {GREEN_RED, GREEN_BLUE},
  };

  // Of differences up to 2: above what noise and compression do to grey, below every colour drawn.
  private static final float THRESHOLD = 0.3f;
  // The smallest shape covers a twentieth of the image; its score must still stand out.
  private static final float GAIN = 200;

  private ColorModel() {}

  /** How an image becomes the model's input: RGB from -1 to 1. */
  public static Preprocessing preprocessing() {
    return Preprocessing.tensorflow(SIZE);
  }

  /** The bytes of the model. */
  public static byte[] onnx() {
    OnnxBuilder graph = new OnnxBuilder("colors");
    String image = graph.input("image", GraphTensor.DYNAMIC, 3, SIZE, SIZE);
    String differences = graph.relu(graph.conv(image, blurredDifferences(), zeros(6), 1));
    String colors = graph.relu(graph.conv(differences, minima(), thresholds(), 1));
    String smooth = graph.relu(graph.conv(colors, blur(), zeros(CLASSES), 2));
    String amounts = graph.flatten(graph.globalAveragePool(graph.averagePool(smooth, 2)));
    String scores = graph.gemm(amounts, diagonal(GAIN), zeros(CLASSES));
    graph.output("probabilities", graph.softmax(scores), GraphTensor.DYNAMIC, CLASSES);
    return graph.build();
  }

  /** The model as a bundle of the name {@code colors}, without golden images. */
  public static Bundle bundle(String version) {
    ModelDeclaration declared =
        ModelDeclaration.of(
            "colors",
            version,
            new ModelInput("image", preprocessing()),
            new ModelOutput("probabilities", OutputKind.SOFTMAX, CLASSES));
    try {
      return Bundle.of(declared, onnx(), ShapeColor.labels());
    } catch (BundleRefusedException e) {
      throw new IllegalStateException("the hand-made model is sound", e);
    }
  }

  // Each difference is a mean over three by three pixels, so noise weighs a third.
  private static Weights blurredDifferences() {
    float[] kernels = new float[6 * 3 * 9];
    for (int output = 0; output < 6; output++) {
      for (int pixel = 0; pixel < 9; pixel++) {
        kernels[(output * 3 + DIFFERENCES[output][0]) * 9 + pixel] = 1 / 9f;
        kernels[(output * 3 + DIFFERENCES[output][1]) * 9 + pixel] = -1 / 9f;
      }
    }
    return Weights.of(kernels, 6, 3, 3, 3);
  }

  private static Weights minima() {
    float[] kernels = new float[CLASSES * 6];
    for (int color = 0; color < CLASSES; color++) {
      kernels[color * 6 + MINIMA[color][0]] = 1;
      kernels[color * 6 + MINIMA[color][1]] = -1;
    }
    return Weights.of(kernels, CLASSES, 6, 1, 1);
  }

  private static Weights thresholds() {
    float[] bias = new float[CLASSES];
    Arrays.fill(bias, -THRESHOLD);
    return Weights.of(bias, CLASSES);
  }

  private static Weights blur() {
    float[] kernels = new float[CLASSES * CLASSES * 9];
    for (int color = 0; color < CLASSES; color++) {
      for (int pixel = 0; pixel < 9; pixel++) {
        kernels[(color * CLASSES + color) * 9 + pixel] = 1 / 9f;
      }
    }
    return Weights.of(kernels, CLASSES, CLASSES, 3, 3);
  }

  private static Weights diagonal(float value) {
    float[] weights = new float[CLASSES * CLASSES];
    for (int color = 0; color < CLASSES; color++) {
      weights[color * CLASSES + color] = value;
    }
    return Weights.of(weights, CLASSES, CLASSES);
  }

  private static Weights zeros(int count) {
    return Weights.of(new float[count], count);
  }
}
