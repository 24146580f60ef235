package io.saccade.model.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImageGateTest {

  private static final byte[] PNG = DrawnImages.png(DrawnImages.scene(40, 30));
  private static final byte[] JPEG = DrawnImages.jpeg(DrawnImages.scene(40, 30));
  private static final byte[] WEBP = DrawnImages.webp(DrawnImages.scene(40, 30), 80);

  private final Fixture byDefault = new Fixture(Fixture.pixels(32, 32), ImageLimits.defaults());

  @Test
  void refusesAnImageOfNoBytes() {
    assertThat(byDefault.refusalOfGate(new byte[0])).contains(ErrorCode.IMAGE_EMPTY);
  }

  @Test
  void goesByTheFirstBytesAlone() throws Exception {
    assertThat(format(JPEG)).isEqualTo(ImageFormat.JPEG);
    assertThat(format(PNG)).isEqualTo(ImageFormat.PNG);
    assertThat(format(WEBP)).isEqualTo(ImageFormat.WEBP);
    assertThat(byDefault.refusalOfGate("<svg></svg>".getBytes(StandardCharsets.UTF_8)))
        .contains(ErrorCode.IMAGE_UNSUPPORTED);
  }

  private ImageFormat format(byte[] encoded) throws ImageRefusedException {
    return byDefault.gate.check(ByteBuffer.wrap(encoded)).format();
  }

  @Test
  void refusesFormatsThatAreNotListed() {
    Fixture onlyPng =
        new Fixture(
            Fixture.pixels(32, 32), ImageLimits.defaults().withFormats(Set.of(ImageFormat.PNG)));

    assertThat(onlyPng.refusalOfGate(JPEG)).contains(ErrorCode.IMAGE_UNSUPPORTED);
    assertThat(onlyPng.refusalOfGate(PNG)).isEmpty();
    for (byte[] other :
        List.of(
            DrawnImages.bmp(DrawnImages.scene(8, 8)),
            DrawnImages.gif(DrawnImages.scene(8, 8)),
            DrawnImages.tiff(DrawnImages.scene(8, 8)))) {
      assertThat(byDefault.refusalOfGate(other)).contains(ErrorCode.IMAGE_UNSUPPORTED);
    }
  }

  @Test
  void refusesMoreEncodedBytesThanTheLimit() {
    Fixture tight =
        new Fixture(
            Fixture.pixels(32, 32), ImageLimits.defaults().withEncodedBytes(PNG.length - 1));

    assertThat(tight.refusalOfGate(PNG)).contains(ErrorCode.EVENT_TOO_LARGE);
  }

  @Test
  void refusesMorePixelsThanTheLimit() {
    Fixture tight =
        new Fixture(
            Fixture.pixels(32, 32),
            new ImageLimits(1 << 20, 40, 1199, 10, 1 << 20, Set.of(ImageFormat.values())));

    for (byte[] image : List.of(PNG, JPEG, WEBP)) {
      assertThat(tight.refusalOfGate(image)).contains(ErrorCode.IMAGE_PIXELS);
    }
  }

  @Test
  void readsBetweenPositionAndLimitAndMovesNeither() throws Exception {
    byte[] padded = new byte[PNG.length + 20];
    System.arraycopy(PNG, 0, padded, 7, PNG.length);
    ByteBuffer direct = ByteBuffer.allocateDirect(padded.length).put(padded);
    for (ByteBuffer buffer : List.of(ByteBuffer.wrap(padded), direct)) {
      buffer.position(7).limit(7 + PNG.length);

      assertThat(byDefault.gate.check(buffer).width()).isEqualTo(40);
      byDefault.preprocessor.decode(buffer).close();

      assertThat(buffer.position()).isEqualTo(7);
      assertThat(buffer.limit()).isEqualTo(7 + PNG.length);
    }
  }

  @Test
  void refusesEveryImageThatIsCutAnywhere() {
    List<byte[]> whole =
        List.of(
            JPEG,
            PNG,
            WEBP,
            DrawnImages.progressiveJpeg(DrawnImages.scene(40, 30)),
            DrawnImages.jpegWithRestarts(DrawnImages.scene(40, 30), 2),
            DrawnImages.webp(DrawnImages.scene(40, 30), 101));
    for (byte[] image : whole) {
      for (int size = 1; size < image.length; size++) {
        assertThat(byDefault.refusalOfGate(Arrays.copyOf(image, size)))
            .as("%d of %d bytes of a %s", size, image.length, image[1] & 0xFF)
            .contains(ErrorCode.IMAGE_TRUNCATED);
      }
    }
  }

  @Test
  void ignoresWhatFollowsTheImage() throws Exception {
    for (byte[] image : List.of(JPEG, PNG, WEBP)) {
      byte[] followed = Arrays.copyOf(image, image.length + 1000);
      Arrays.fill(followed, image.length, followed.length, (byte) 0xFF);

      assertThat(byDefault.tensor(followed)).isEqualTo(byDefault.tensor(image));
    }
  }
}
