package io.saccade.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.saccade.model.image.ImageFormat;
import io.saccade.model.shapes.ShapeImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class DarknessTest {

  @Test
  void leavesSoMuchOfTheBrightnessInTheSameFormat() throws Exception {
    for (ImageFormat format : new ImageFormat[] {ImageFormat.JPEG, ImageFormat.PNG}) {
      byte[] bright = new ShapeImages(1, 96, 80, format).draw(3).encoded();

      byte[] dark = Darkness.over(bright);

      assertThat(brightness(dark)).isCloseTo(Darkness.LEFT * brightness(bright), within(2.0));
      assertThat(new byte[] {dark[0], dark[1]}).isEqualTo(new byte[] {bright[0], bright[1]});
    }
  }

  @Test
  void leavesWhatIsNoImageOrTooLargeAsItIs() throws Exception {
    byte[] text = "no image".getBytes(StandardCharsets.UTF_8);
    byte[] bomb = BrokenImage.BOMB.of(png());

    assertThat(Darkness.over(text)).isSameAs(text);
    assertThat(Darkness.over(bomb)).isSameAs(bomb);
  }

  @Test
  void saysThatAnImageIsDamaged() {
    assertThatThrownBy(() -> Darkness.over(BrokenImage.CUT_SHORT.of(png())))
        .isInstanceOf(IOException.class);
  }

  private static byte[] png() {
    return new ShapeImages(1, 96, 80, ImageFormat.PNG).draw(3).encoded();
  }

  private static double brightness(byte[] encoded) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(encoded));
    double sum = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        sum += (rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255);
      }
    }
    return sum / 3 / image.getWidth() / image.getHeight();
  }
}
