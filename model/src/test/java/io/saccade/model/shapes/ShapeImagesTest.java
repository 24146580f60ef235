package io.saccade.model.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.saccade.model.image.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ShapeImagesTest {

  @ParameterizedTest
  @EnumSource(names = {"JPEG", "PNG"})
  void drawsInTheSizeAndFormatAskedFor(ImageFormat format) throws Exception {
    byte[] encoded = new ShapeImages(1, 100, 60, format).draw(0).encoded();
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(encoded));

    assertThat(image.getWidth()).isEqualTo(100);
    assertThat(image.getHeight()).isEqualTo(60);
    assertThat(encoded[0]).isEqualTo(format == ImageFormat.JPEG ? (byte) 0xFF : (byte) 0x89);
  }

  @Test
  void drawsTheSameImageForTheSameSeedAndNumber() {
    ShapeImages images = new ShapeImages(1, 32, 32, ImageFormat.JPEG);
    ShapeImage third = images.stream().skip(2).findFirst().orElseThrow();

    assertThat(new ShapeImages(1, 32, 32, ImageFormat.JPEG).draw(2).encoded())
        .isEqualTo(third.encoded());
    assertThat(images.draw(3).encoded()).isNotEqualTo(third.encoded());
    assertThat(new ShapeImages(2, 32, 32, ImageFormat.JPEG).draw(2).encoded())
        .isNotEqualTo(third.encoded());
  }

  @Test
  void drawsEveryColourInEveryShape() {
    List<ShapeImage> images =
        new ShapeImages(1, 16, 16, ImageFormat.PNG).stream().limit(600).toList();

    assertThat(
            images.stream()
                .map(image -> image.color().label() + " " + image.shape())
                .collect(Collectors.toSet()))
        .hasSize(ShapeColor.values().length * Outline.values().length)
        .contains("red " + Outline.STAR.name().toLowerCase(Locale.ROOT));
  }

  @Test
  void refusesWhatItCannotDraw() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ShapeImages(1, 8, 64, ImageFormat.PNG))
        .withMessageContaining("at least 16");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ShapeImages(1, 64, 64, ImageFormat.WEBP))
        .withMessageContaining("JPEG or PNG");
  }
}
