package io.saccade.trainer.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.trainer.page.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.FloatBuffer;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class FeatureMapsTest {

  private static final int LEAST = 0xFF440154;
  private static final int MOST = 0xFFFDE725;

  private static BufferedImage decoded(Picture picture) throws Exception {
    String uri = picture.uri();
    return ImageIO.read(
        new ByteArrayInputStream(Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1))));
  }

  @Test
  void drawsTheFirstMapsOnOneScale() throws Exception {
    FloatBuffer values = FloatBuffer.wrap(new float[] {0, 1, 2, 3, 10, 10, 10, 10, 7, 7, 7, 7});

    List<Picture> maps = FeatureMaps.of(List.of(1L, 3L, 2L, 2L), values, 2);

    assertThat(maps).hasSize(2);
    assertThat(decoded(maps.get(0)).getRGB(0, 0)).isEqualTo(LEAST);
    assertThat(decoded(maps.get(1)).getRGB(1, 1)).isEqualTo(MOST);
  }

  @Test
  void takesImagesWithChannelsLastApart() throws Exception {
    FloatBuffer values = FloatBuffer.allocate(6 * 5 * 3);
    for (int i = 0; i < values.capacity(); i++) {
      values.put(i, i % 3);
    }

    List<Picture> maps = FeatureMaps.of(List.of(1L, 6L, 5L, 3L), values, 8);

    assertThat(maps).hasSize(3);
    assertThat(decoded(maps.get(0)).getWidth()).isEqualTo(5);
    assertThat(decoded(maps.get(0)).getHeight()).isEqualTo(6);
    assertThat(decoded(maps.get(0)).getRGB(4, 5)).isEqualTo(LEAST);
    assertThat(decoded(maps.get(2)).getRGB(4, 5)).isEqualTo(MOST);
  }

  @Test
  void drawsLargeMapsSmall() throws Exception {
    FloatBuffer values = FloatBuffer.allocate(200 * 300);

    BufferedImage map = decoded(FeatureMaps.of(List.of(1L, 1L, 200L, 300L), values, 1).get(0));

    assertThat(map.getWidth()).isEqualTo(60);
    assertThat(map.getHeight()).isEqualTo(40);
  }

  @Test
  void foldsARowOfNumbers() throws Exception {
    BufferedImage row =
        decoded(FeatureMaps.of(List.of(1L, 512L), FloatBuffer.allocate(512), 8).get(0));

    assertThat(row.getWidth()).isEqualTo(32);
    assertThat(row.getHeight()).isEqualTo(16);
  }

  @Test
  void drawsNothingOfASingleNumber() {
    assertThat(FeatureMaps.of(List.of(), FloatBuffer.allocate(1), 8)).isEmpty();
    assertThat(FeatureMaps.of(List.of(4L), FloatBuffer.allocate(4), 8)).isEmpty();
  }

  @Test
  void copesWithWhatIsNoNumber() {
    float[] values = {Float.NaN, Float.POSITIVE_INFINITY, 1, 2};

    LayerReading reading =
        LayerReading.of(
            new Layer(1, "Div", "", "x"), List.of(1L, 1L, 2L, 2L), FloatBuffer.wrap(values));

    assertThat(reading.notFinite()).isEqualTo(2);
    assertThat(reading.most()).isEqualTo(2);
    assertThat(FeatureMaps.of(List.of(1L, 1L, 2L, 2L), FloatBuffer.wrap(values), 1)).hasSize(1);
  }
}
