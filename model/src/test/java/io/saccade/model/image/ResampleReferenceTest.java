package io.saccade.model.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The filters without a counterpart in Pillow, against their definitions written out plainly. */
class ResampleReferenceTest {

  @ParameterizedTest
  @CsvSource({"97, 70, 32", "33, 20, 50", "64, 64, 16", "41, 300, 29"})
  void bilinearTakesTheTwoNearestPixelsOfEachAxis(int width, int height, int shorter)
      throws Exception {
    BufferedImage scene = DrawnImages.scene(width, height);
    int size = Math.min(16, shorter);
    Fixture fixture =
        new Fixture(Fixture.pixels(shorter, size, ColorOrder.RGB, ResizeFilter.BILINEAR));

    byte[] tensor = fixture.tensor(DrawnImages.png(scene));

    assertAgrees(tensor, scene, shorter, size, ResampleReferenceTest::bilinear);
  }

  @ParameterizedTest
  @CsvSource({"97, 70, 32", "33, 20, 50", "64, 64, 16", "41, 300, 29"})
  void areaTakesTheMeanOfWhatIsCovered(int width, int height, int shorter) throws Exception {
    BufferedImage scene = DrawnImages.scene(width, height);
    int size = Math.min(16, shorter);
    Fixture fixture = new Fixture(Fixture.pixels(shorter, size, ColorOrder.RGB, ResizeFilter.AREA));

    byte[] tensor = fixture.tensor(DrawnImages.png(scene));

    assertAgrees(tensor, scene, shorter, size, ResampleReferenceTest::covered);
  }

  @Test
  void everyFilterLeavesAFlatImageFlat() throws Exception {
    BufferedImage flat = new BufferedImage(123, 77, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 123 * 77; i++) {
      flat.setRGB(i % 123, i / 123, 0xFF01FE);
    }
    for (ResizeFilter filter : ResizeFilter.values()) {
      byte[] tensor =
          new Fixture(Fixture.pixels(40, 40, ColorOrder.RGB, filter)).tensor(DrawnImages.png(flat));
      for (int i = 0; i < tensor.length; i += 3) {
        assertThat(new int[] {tensor[i] & 0xFF, tensor[i + 1] & 0xFF, tensor[i + 2] & 0xFF})
            .containsExactly(255, 1, 254);
      }
    }
  }

  @Test
  void reducedDecodingOfALargeJpegStaysCloseToTheWholeOne() throws Exception {
    BufferedImage scene = DrawnImages.scene(1203, 905);
    byte[] jpeg = DrawnImages.jpeg(scene);
    BufferedImage decoded = javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(jpeg));
    Fixture fixture = new Fixture(Fixture.pixels(64, 56));
    try (DecodedImage image = fixture.preprocessor.decode(java.nio.ByteBuffer.wrap(jpeg))) {
      assertThat(image.divisor()).isEqualTo(2);
    }

    byte[] reduced = fixture.tensor(jpeg);
    byte[] whole = fixture.tensor(DrawnImages.png(decoded));

    assertThat(Fixture.distance(reduced, whole)).isLessThan(0.5);
    assertThat(Fixture.differing(reduced, whole, 1)).isLessThan(0.02);
  }

  private interface Weight {
    double of(double source, double center, double scale);
  }

  private static double bilinear(double source, double center, double scale) {
    return Math.max(0, 1 - Math.abs(source - center));
  }

  private static double covered(double source, double center, double scale) {
    double from = Math.max(source - 0.5, center - scale / 2);
    double to = Math.min(source + 0.5, center + scale / 2);
    return Math.max(0, to - from);
  }

  private static void assertAgrees(
      byte[] tensor, BufferedImage image, int shorter, int size, Weight weight) {
    int least = Math.min(image.getWidth(), image.getHeight());
    int across = shorter * image.getWidth() / least;
    int down = shorter * image.getHeight() / least;
    int left = (int) Math.rint((across - size) / 2.0);
    int top = (int) Math.rint((down - size) / 2.0);
    for (int y = 0; y < size; y++) {
      double[] vertical = weights(image.getHeight(), down, top + y, weight);
      for (int x = 0; x < size; x++) {
        double[] horizontal = weights(image.getWidth(), across, left + x, weight);
        for (int c = 0; c < 3; c++) {
          double expected = sum(image, horizontal, vertical, 16 - 8 * c);
          assertThat((double) (tensor[(y * size + x) * 3 + c] & 0xFF))
              .isCloseTo(expected, org.assertj.core.data.Offset.offset(1.1));
        }
      }
    }
  }

  private static double[] weights(int stored, int full, int target, Weight weight) {
    double scale = stored / (double) full;
    double[] weights = new double[stored];
    double sum = 0;
    for (int i = 0; i < stored; i++) {
      weights[i] = weight.of(i + 0.5, (target + 0.5) * scale, scale);
      sum += weights[i];
    }
    for (int i = 0; i < stored; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  private static double sum(BufferedImage image, double[] across, double[] down, int shift) {
    double sum = 0;
    for (int y = 0; y < down.length; y++) {
      for (int x = 0; down[y] > 0 && x < across.length; x++) {
        if (across[x] > 0) {
          sum += down[y] * across[x] * (image.getRGB(x, y) >> shift & 0xFF);
        }
      }
    }
    return sum;
  }
}
