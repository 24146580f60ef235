package io.saccade.trainer.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.image.ColorOrder;
import io.saccade.model.image.ImageFormat;
import io.saccade.model.image.Preprocessing;
import io.saccade.model.shapes.ShapeImage;
import io.saccade.model.shapes.ShapeImages;
import io.saccade.trainer.data.Augmentation;
import io.saccade.trainer.data.Decoding;
import io.saccade.trainer.data.Fill;
import io.saccade.trainer.data.Sample;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class ThumbnailsTest {

  private static final ShapeImage IMAGE = new ShapeImages(3, 96, 64, ImageFormat.PNG).draw(0);
  private static final Sample SAMPLE = new Sample("a.png", 0, null, most -> IMAGE.encoded());

  private static Thumbnails of(Preprocessing preprocessing) throws Exception {
    Augmentation augmentation = Augmentation.parse("flip,rotate=20", Fill.NEAREST);
    return new Thumbnails(preprocessing, Decoding.defaults(), augmentation, 1);
  }

  private static BufferedImage decoded(Picture picture) throws Exception {
    String uri = picture.uri();
    return ImageIO.read(
        new ByteArrayInputStream(Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1))));
  }

  @Test
  void areTheSameColoursWhateverTheModelsOrder() throws Exception {
    BufferedImage rgb = decoded(of(Preprocessing.tensorflow(32)).plain(SAMPLE));
    BufferedImage bgr = decoded(of(Preprocessing.caffe(32)).plain(SAMPLE));

    assertThat(rgb.getWidth()).isEqualTo(32);
    for (int i = 0; i < 32; i++) {
      assertThat(bgr.getRGB(i, i)).isEqualTo(rgb.getRGB(i, i));
    }
  }

  @Test
  void areGreyWhereTheModelIs() throws Exception {
    BufferedImage gray = decoded(of(Preprocessing.none(28, ColorOrder.GRAY)).plain(SAMPLE));

    int pixel = gray.getRGB(14, 14);
    assertThat(pixel & 0xFF).isEqualTo(pixel >> 8 & 0xFF).isEqualTo(pixel >> 16 & 0xFF);
  }

  @Test
  void ofLargeImagesAreJpegs() throws Exception {
    assertThat(of(Preprocessing.torchvision(96)).plain(SAMPLE).uri())
        .startsWith("data:image/jpeg;base64,");
  }

  @Test
  void varyFromEpochToEpochAndNotFromCallToCall() throws Exception {
    Thumbnails thumbnails = of(Preprocessing.tensorflow(32));

    assertThat(thumbnails.varied(SAMPLE, 1).uri())
        .isEqualTo(thumbnails.varied(SAMPLE, 1).uri())
        .isNotEqualTo(thumbnails.varied(SAMPLE, 2).uri());
  }

  @Test
  void nameTheFileThatIsGone() throws Exception {
    Sample gone =
        new Sample(
            "gone.png",
            0,
            null,
            most -> {
              throw new IOException("gone.png: no such file");
            });
    Thumbnails thumbnails = of(Preprocessing.tensorflow(32));

    assertThatThrownBy(() -> thumbnails.plain(gone)).hasMessageContaining("gone.png");
  }
}
