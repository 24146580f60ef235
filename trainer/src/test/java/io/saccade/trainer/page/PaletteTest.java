package io.saccade.trainer.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class PaletteTest {

  private static BufferedImage decoded(Picture picture) throws Exception {
    String base64 = picture.uri().substring("data:image/png;base64,".length());
    return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
  }

  @Test
  void goesFromDarkToYellow() throws Exception {
    BufferedImage image = decoded(Palette.viridis().paint(new byte[] {0, (byte) 255}, 2, 1));

    assertThat(image.getRGB(0, 0)).isEqualTo(0xFF440154);
    assertThat(image.getRGB(1, 0)).isEqualTo(0xFFFDE725);
  }

  @Test
  void showsRightAndWrongOverWhateverIsBehind() throws Exception {
    byte[] colors = {0, 127, (byte) 255};
    BufferedImage image = decoded(Palette.rightAndWrong().paint(colors, 3, 1));

    assertThat(image.getRGB(0, 0) >>> 24).isZero();
    assertThat(image.getRGB(1, 0)).isEqualTo(0xFF2563EB);
    assertThat(image.getRGB(2, 0)).isEqualTo(0xFFEA580C);
  }

  @Test
  void takesOnlyFormatsThatBrowsersShow() {
    assertThat(Picture.of(new byte[] {'B', 'M', 0, 0})).isEmpty();
    assertThat(
            Picture.of(
                "<svg onload='alert(1)'/>".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isEmpty();
    assertThat(Picture.of(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF}))
        .hasValueSatisfying(it -> assertThat(it.uri()).startsWith("data:image/jpeg;base64,"));
  }
}
