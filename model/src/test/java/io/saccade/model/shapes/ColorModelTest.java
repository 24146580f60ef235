package io.saccade.model.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.saccade.model.bundle.Bundle;
import io.saccade.model.bundle.OutputKind;
import io.saccade.model.image.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ColorModelTest {

  private static final int SIZE = 64;
  // Drawn in the size that preprocessing would reduce to, so that only the cut is left to do.
  private static final int DRAWN = ColorModel.preprocessing().resizeShorterTo();

  @ParameterizedTest
  @EnumSource(names = {"JPEG", "PNG"})
  void knowsTheColourOfNinetyNineInAHundredShapes(ImageFormat format) throws Exception {
    List<ShapeImage> images =
        new ShapeImages(7, DRAWN, DRAWN, format).stream().limit(1_000).toList();
    float[][] probabilities = run(images);
    int right = 0;
    for (int i = 0; i < images.size(); i++) {
      right += best(probabilities[i]).equals(images.get(i).color().label()) ? 1 : 0;
    }

    assertThat(right).isGreaterThanOrEqualTo(990);
  }

  @Test
  void givesProbabilitiesThatDoNotDependOnTheBatch() throws Exception {
    List<ShapeImage> images =
        new ShapeImages(8, DRAWN, DRAWN, ImageFormat.JPEG).stream().limit(3).toList();
    float[][] together = run(images);

    for (int i = 0; i < images.size(); i++) {
      assertThat(run(images.subList(i, i + 1))[0]).containsExactly(together[i]);
      float sum = 0;
      for (float probability : together[i]) {
        sum += probability;
      }
      assertThat(sum).isBetween(0.999f, 1.001f);
    }
  }

  @Test
  void comesAsABundle() {
    Bundle bundle = ColorModel.bundle("2");

    assertThat(bundle.manifest().name()).isEqualTo("colors");
    assertThat(bundle.manifest().version()).isEqualTo("2");
    assertThat(bundle.manifest().output().kind()).isEqualTo(OutputKind.SOFTMAX);
    assertThat(bundle.labels())
        .containsExactly("red", "green", "blue", "yellow", "magenta", "cyan");
    assertThat(bundle.fixedBatch()).isEmpty();
    assertThat(bundle.sha256())
        .isEqualTo(ColorModel.bundle("2").sha256())
        .isNotEqualTo(ColorModel.bundle("3").sha256());
  }

  private static String best(float[] probabilities) {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    return ShapeColor.labels().get(best);
  }

  private static float[][] run(List<ShapeImage> images) throws OrtException, IOException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    FloatBuffer pixels = FloatBuffer.allocate(images.size() * 3 * SIZE * SIZE);
    for (ShapeImage image : images) {
      put(image, pixels);
    }
    long[] shape = {images.size(), 3, SIZE, SIZE};
    try (OrtSession session = environment.createSession(ColorModel.onnx());
        OnnxTensor tensor = OnnxTensor.createTensor(environment, pixels.flip(), shape);
        OrtSession.Result result = session.run(Map.of("image", tensor))) {
      return (float[][]) result.get(0).getValue();
    }
  }

  private static void put(ShapeImage image, FloatBuffer target) throws IOException {
    BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(image.encoded()));
    int edge = (DRAWN - SIZE) / 2;
    for (int shift = 16; shift >= 0; shift -= 8) {
      for (int y = 0; y < SIZE; y++) {
        for (int x = 0; x < SIZE; x++) {
          int pixel = decoded.getRGB(x + edge, y + edge) >> shift & 0xFF;
          target.put(pixel / 127.5f - 1);
        }
      }
    }
  }
}
