package io.saccade.model.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WebpGateTest {

  private static final byte[] LOSSY = DrawnImages.webp(DrawnImages.scene(40, 30), 80);
  private static final byte[] LOSSLESS = DrawnImages.webp(DrawnImages.scene(40, 30), 101);

  private final Fixture fixture = new Fixture(Fixture.pixels(30, 30));

  @Test
  void decodesLosslessImagesToTheLastBit() throws Exception {
    byte[] png = DrawnImages.png(DrawnImages.scene(40, 30));

    assertThat(fixture.tensor(LOSSLESS)).isEqualTo(fixture.tensor(png));
  }

  @Test
  void decodesImagesSmallerThanTheSignatureThatOpenCvAsksFor() {
    byte[] tiny = DrawnImages.webp(DrawnImages.scene(1, 1), 101);

    assertThat(fixture.refusal(tiny)).isEmpty();
  }

  @Test
  void refusesDataThatIsCutThoughTheContainerIsWhole() {
    for (byte[] whole : new byte[][] {LOSSY, LOSSLESS}) {
      for (int i = 1; i < 20; i++) {
        int size = 20 + (whole.length - 20) * i / 20 & ~1;
        byte[] cut = Arrays.copyOf(whole, size);
        ByteBuffer.wrap(cut)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(4, size - 8)
            .putInt(16, size - 20);

        assertThat(fixture.refusal(cut))
            .as("%d of %d bytes", size, whole.length)
            .isPresent()
            .get()
            .isIn(ErrorCode.IMAGE_TRUNCATED, ErrorCode.IMAGE_CORRUPT);
      }
    }
  }

  @Test
  void usesTheFirstFrameOfAnAnimation() throws Exception {
    byte[] animated = animation(40, 30, 0);

    assertThat(fixture.tensor(animated)).isEqualTo(fixture.tensor(LOSSY));
  }

  @Test
  void refusesAFirstFrameThatDoesNotCoverTheCanvas() {
    assertThat(fixture.refusal(animation(41, 30, 0))).contains(ErrorCode.IMAGE_UNSUPPORTED);
  }

  @Test
  void doesNotFollowFramesWithinFrames() {
    assertThat(fixture.refusal(animation(40, 30, 100_000))).contains(ErrorCode.IMAGE_CORRUPT);
  }

  @Test
  void refusesAContainerWithoutAnImage() {
    byte[] empty = container(ByteBuffer.allocate(0));

    assertThat(fixture.refusal(empty)).isPresent();
  }

  /** The lossy image as the only frame, wrapped as many more times as asked. */
  private static byte[] animation(int width, int height, int wrappings) {
    int image = LOSSY.length - 12;
    int frames = wrappings + 1;
    ByteBuffer body = little(18 + frames * 24 + image);
    body.put(ascii("VP8X")).putInt(10).putInt(0x02);
    body.putShort((short) (width - 1)).put((byte) 0).putShort((short) (height - 1)).put((byte) 0);
    for (int left = frames; left > 0; left--) {
      body.put(ascii("ANMF")).putInt((left - 1) * 24 + 16 + image).put(new byte[16]);
    }
    return container(body.put(LOSSY, 12, image).flip());
  }

  private static byte[] container(ByteBuffer body) {
    int size = body.remaining();
    return little(12 + size)
        .put(ascii("RIFF"))
        .putInt(4 + size)
        .put(ascii("WEBP"))
        .put(body)
        .array();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
