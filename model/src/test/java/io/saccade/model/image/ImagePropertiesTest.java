package io.saccade.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ImagePropertiesTest {

  private final Fixture fixture = new Fixture(Fixture.pixels(64, 64));

  private ImageProperties of(byte[] encoded) throws ImageRefusedException {
    try (DecodedImage image = fixture.preprocessor.decode(ByteBuffer.wrap(encoded))) {
      return image.properties();
    }
  }

  @Test
  void areThoseOfAnImageOfOneColour() throws Exception {
    ImageProperties orange = of(DrawnImages.png(filled(100, 50, new Color(200, 100, 20))));

    assertThat(orange.brightness())
        .isCloseTo((77 * 200 + 150 * 100 + 29 * 20) / 65280f, within(1e-5f));
    assertThat(orange.contrast()).isZero();
    assertThat(orange.sharpness()).isZero();
    assertThat(orange.red()).isCloseTo(0.625f, within(1e-5f));
    assertThat(orange.green()).isCloseTo(0.3125f, within(1e-5f));
    assertThat(orange.blue()).isCloseTo(0.0625f, within(1e-5f));
    assertThat(orange.aspect()).isEqualTo(2);
    assertThat(orange.area()).isEqualTo(5000);
    assertThat(orange.encodedBytes()).isGreaterThan(50);
  }

  @Test
  void areEvenInBlackAndGrey() throws Exception {
    BufferedImage gray = new BufferedImage(30, 30, BufferedImage.TYPE_BYTE_GRAY);
    ImageProperties black = of(DrawnImages.png(gray));

    assertThat(black.brightness()).isZero();
    assertThat(black.red()).isEqualTo(1 / 3f).isEqualTo(black.green()).isEqualTo(black.blue());
    assertThat(of(DrawnImages.png(filled(9, 9, Color.GRAY))).red()).isEqualTo(1 / 3f);
  }

  /** On an image small enough that every pixel counts, against the definitions. */
  @Test
  void areWhatTheDefinitionsGive() throws Exception {
    BufferedImage image = DrawnImages.scene(40, 31);
    double lumas = 0;
    double squares = 0;
    double laplacians = 0;
    double squaredLaplacians = 0;
    double count = 40 * 31;
    for (int y = 0; y < 31; y++) {
      for (int x = 0; x < 40; x++) {
        Color color = new Color(image.getRGB(x, y));
        double luma = 77 * color.getRed() + 150 * color.getGreen() + 29 * color.getBlue();
        lumas += luma / 256 / count;
        squares += luma / 256 * luma / 256 / count;
        double laplacian = -4 * color.getGreen();
        for (int[] step : new int[][] {{0, 1}, {0, -1}, {1, 0}, {-1, 0}}) {
          int atX = Math.min(39, Math.max(0, x + step[0]));
          int atY = Math.min(30, Math.max(0, y + step[1]));
          laplacian += new Color(image.getRGB(atX, atY)).getGreen();
        }
        laplacians += laplacian / count;
        squaredLaplacians += laplacian * laplacian / count;
      }
    }

    ImageProperties measured = of(DrawnImages.png(image));

    assertThat(measured.brightness()).isCloseTo((float) (lumas / 255), within(1e-5f));
    double contrast = Math.sqrt(squares - lumas * lumas) / 255;
    assertThat(measured.contrast()).isCloseTo((float) contrast, within(1e-5f));
    double sharpness = (squaredLaplacians - laplacians * laplacians) / (255 * 255);
    assertThat(measured.sharpness()).isCloseTo((float) sharpness, within(1e-4f));
  }

  @Test
  void tellASharpImageFromABlurredOneAtAnySize() throws Exception {
    for (int side : new int[] {28, 64, 500, 2000}) {
      BufferedImage noise = DrawnImages.scene(side, side);
      float[] ninth = new float[9];
      Arrays.fill(ninth, 1 / 9f);
      Kernel kernel = new Kernel(3, 3, ninth);
      BufferedImage blurred =
          new ConvolveOp(kernel, ConvolveOp.EDGE_NO_OP, null).filter(noise, null);

      float sharp = of(DrawnImages.png(noise)).sharpness();

      assertThat(of(DrawnImages.png(blurred)).sharpness()).isLessThan(sharp / 4);
    }
  }

  /** A photograph read whole has what the grid of 48 by 48 found, about. */
  @Test
  void ofLargeImagesAreThoseOfTheirSmallCopies() throws Exception {
    ImageProperties large = of(DrawnImages.png(DrawnImages.scene(1600, 1200)));
    ImageProperties small = of(DrawnImages.png(DrawnImages.scene(48, 36)));

    assertThat(large.brightness()).isCloseTo(small.brightness(), within(0.02f));
    assertThat(large.contrast()).isCloseTo(small.contrast(), within(0.02f));
    assertThat(large.red()).isCloseTo(small.red(), within(0.02f));
    assertThat(large.area()).isEqualTo(1600 * 1200);
  }

  @Test
  void areOfTheUprightImage() throws Exception {
    byte[] jpeg = DrawnImages.jpeg(DrawnImages.scene(300, 100));

    ImageProperties turned = of(DrawnImages.withOrientation(jpeg, 6, ByteOrder.BIG_ENDIAN));

    assertThat(turned.aspect()).isEqualTo(100 / 300f);
    // What says how it lies is metadata, and not counted.
    assertThat(turned.encodedBytes()).isEqualTo(of(jpeg).encodedBytes());
  }

  @Test
  void goByTheColoursWhereAnImageIsTransparent() throws Exception {
    BufferedImage image = new BufferedImage(20, 20, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < 400; i++) {
      image.setRGB(i % 20, i / 20, 0x80FF0000);
    }

    assertThat(of(DrawnImages.png(image)).red()).isEqualTo(1);
  }

  @Test
  void areNotThereAfterClosing() throws Exception {
    DecodedImage image =
        fixture.preprocessor.decode(ByteBuffer.wrap(DrawnImages.png(DrawnImages.scene(9, 9))));
    image.close();

    assertThatThrownBy(image::properties).isInstanceOf(IllegalStateException.class);
  }

  private static BufferedImage filled(int width, int height, Color color) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setPaint(color);
    pen.fillRect(0, 0, width, height);
    pen.dispose();
    return image;
  }
}
