package io.saccade.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.saccade.model.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JpegGateTest {

  private static final byte[] BASELINE = DrawnImages.jpeg(DrawnImages.scene(120, 90));
  private static final byte[] PROGRESSIVE = DrawnImages.progressiveJpeg(DrawnImages.scene(120, 90));
  private static final byte[] RESTARTS =
      DrawnImages.jpegWithRestarts(DrawnImages.scene(120, 90), 3);

  private final Fixture fixture = new Fixture(Fixture.pixels(32, 32));

  @Test
  void refusesManyScansFromTheirHeadersInMilliseconds() {
    byte[] encoded = withMoreScans(1010);
    fixture.refusalOfGate(BASELINE);

    assertTimeout(
        Duration.ofSeconds(1),
        () -> assertThat(fixture.refusal(encoded)).contains(ErrorCode.IMAGE_SCANS));
  }

  @Test
  void allowsALargeImageFewerScans() {
    byte[] encoded = withMoreScans(40);
    Fixture small =
        new Fixture(
            Fixture.pixels(32, 32),
            new ImageLimits(1 << 20, 16_384, 120 * 90 * 2, 100, 1 << 20, Set.of(ImageFormat.JPEG)));

    assertThat(fixture.refusalOfGate(encoded)).isEmpty();
    assertThat(small.refusalOfGate(PROGRESSIVE)).isEmpty();
    assertThat(small.refusalOfGate(encoded)).contains(ErrorCode.IMAGE_SCANS);
  }

  private static byte[] withMoreScans(int count) {
    int lastScan = lastIndexOf(PROGRESSIVE, 0xDA);
    int end = PROGRESSIVE.length - 2;
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    bomb.write(PROGRESSIVE, 0, end);
    for (int i = 0; i < count; i++) {
      bomb.write(PROGRESSIVE, lastScan, end - lastScan);
    }
    bomb.write(PROGRESSIVE, end, 2);
    return bomb.toByteArray();
  }

  @Test
  void refusesAScanThatIsCutAndClosedWithAnEndOfImageMarker() {
    for (byte[] whole : List.of(BASELINE, RESTARTS)) {
      int scan = lastIndexOf(whole, 0xDA) + 14;
      for (int i = 1; i < 20; i++) {
        byte[] cut = closedAt(whole, scan + (whole.length - scan) * i / 20);
        assertThat(fixture.refusal(cut))
            .as("cut at %d of 20", i)
            .isPresent()
            .get()
            .isIn(ErrorCode.IMAGE_TRUNCATED, ErrorCode.IMAGE_CORRUPT);
      }
    }
  }

  @Test
  void refusesAProgressiveImageWhoseLaterScansAreMissing() {
    int lastScan = lastIndexOf(PROGRESSIVE, 0xDA);

    assertThat(fixture.refusal(closedAt(PROGRESSIVE, lastScan)))
        .contains(ErrorCode.IMAGE_TRUNCATED);
  }

  @Test
  void refusesAMissingRestartInterval() {
    int restart = lastIndexOf(RESTARTS, 0xD3);
    int next = lastIndexOf(RESTARTS, 0xD4);
    ByteArrayOutputStream holed = new ByteArrayOutputStream();
    holed.write(RESTARTS, 0, restart);
    holed.write(RESTARTS, next, RESTARTS.length - next);

    assertThat(fixture.refusalOfGate(holed.toByteArray())).contains(ErrorCode.IMAGE_CORRUPT);
  }

  @Test
  void refusesMoreBlocksThanTheDataCanHold() {
    byte[] inflated = BASELINE.clone();
    int frame = lastIndexOf(inflated, 0xC0);
    ByteBuffer.wrap(inflated).putShort(frame + 5, (short) 3000).putShort(frame + 7, (short) 16000);

    assertThat(fixture.refusalOfGate(inflated)).contains(ErrorCode.IMAGE_TRUNCATED);
  }

  @Test
  void refusesWhatOpenCvCannotDecode() {
    for (int marker : new int[] {0xC3, 0xC5, 0xC9, 0xCA, 0xCF}) {
      byte[] other = BASELINE.clone();
      other[lastIndexOf(other, 0xC0) + 1] = (byte) marker;
      assertThat(fixture.refusalOfGate(other)).contains(ErrorCode.IMAGE_UNSUPPORTED);
    }
    byte[] twelveBits = BASELINE.clone();
    twelveBits[lastIndexOf(twelveBits, 0xC0) + 4] = 12;
    assertThat(fixture.refusalOfGate(twelveBits)).contains(ErrorCode.IMAGE_UNSUPPORTED);
  }

  @Test
  void readsTheOrientationInBothByteOrders() throws Exception {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      for (int value = 1; value <= 8; value++) {
        assertThat(orientation(DrawnImages.withOrientation(BASELINE, value, order)))
            .isEqualTo(Orientation.ofExif(value));
      }
    }
  }

  @Test
  void takesAnInvalidOrientationForUpright() throws Exception {
    for (int value : new int[] {0, 9, 255, -1}) {
      byte[] odd = DrawnImages.withOrientation(BASELINE, value, ByteOrder.BIG_ENDIAN);
      assertThat(orientation(odd)).isEqualTo(Orientation.UPRIGHT);
    }
    byte[] sideways = DrawnImages.withOrientation(BASELINE, 6, ByteOrder.BIG_ENDIAN);
    for (int at = 12; at < 32; at++) {
      byte[] damaged = sideways.clone();
      damaged[at] = (byte) 0xEE;
      assertThat(orientation(damaged)).isIn(Orientation.UPRIGHT, Orientation.ROTATED_90);
    }
  }

  @Test
  void handsNoMetadataToTheDecoder() throws Exception {
    byte[] sideways = DrawnImages.withOrientation(BASELINE, 6, ByteOrder.BIG_ENDIAN);

    ImageHeader.Encoding plain = fixture.gate.check(ByteBuffer.wrap(BASELINE)).encoding();
    ImageHeader.Encoding tagged = fixture.gate.check(ByteBuffer.wrap(sideways)).encoding();

    assertThat(tagged.excerpt().size()).isEqualTo(plain.excerpt().size());
  }

  private Orientation orientation(byte[] encoded) throws ImageRefusedException {
    return fixture.gate.check(ByteBuffer.wrap(encoded)).orientation();
  }

  private static byte[] closedAt(byte[] whole, int at) {
    byte[] cut = Arrays.copyOf(whole, at + 2);
    cut[at] = (byte) 0xFF;
    cut[at + 1] = (byte) 0xD9;
    return cut;
  }

  /** Where the last marker of this kind stands; in entropy-coded data none can be mistaken. */
  private static int lastIndexOf(byte[] jpeg, int marker) {
    for (int i = jpeg.length - 2; i >= 0; i--) {
      if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) marker) {
        return i;
      }
    }
    throw new IllegalArgumentException("the JPEG has no marker " + marker);
  }
}
