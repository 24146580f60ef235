package io.saccade.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class ThumbnailsTest {

  private final Fixture fixture = new Fixture(Fixture.pixels(36, 32));
  private final Thumbnails thumbnails = new Thumbnails(fixture.gate, fixture.handles, 64);

  private BufferedImage thumbnail(byte[] encoded) throws Exception {
    byte[] jpeg = thumbnails.jpeg(ByteBuffer.wrap(encoded));
    return ImageIO.read(new ByteArrayInputStream(jpeg));
  }

  @Test
  void areSmallAndUpright() throws Exception {
    BufferedImage scene = DrawnImages.scene(320, 200);
    for (int value = 1; value <= 8; value++) {
      byte[] tagged =
          DrawnImages.withOrientation(DrawnImages.jpeg(scene), value, ByteOrder.LITTLE_ENDIAN);

      BufferedImage small = thumbnail(tagged);

      boolean turned = value > 4;
      assertThat(small.getWidth()).isEqualTo(turned ? 40 : 64);
      assertThat(small.getHeight()).isEqualTo(turned ? 64 : 40);
    }
    assertThat(fixture.handles.open()).isZero();
  }

  @Test
  void enlargeNothing() throws Exception {
    assertThat(thumbnail(DrawnImages.png(DrawnImages.scene(30, 20))).getWidth()).isEqualTo(30);
  }

  @Test
  void refuseWhatTheGateRefuses() {
    assertThatExceptionOfType(ImageRefusedException.class)
        .isThrownBy(() -> thumbnails.jpeg(ByteBuffer.wrap(new byte[] {1, 2, 3})));
    assertThat(fixture.handles.open()).isZero();
  }
}
