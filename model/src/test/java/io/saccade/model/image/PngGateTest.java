package io.saccade.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.saccade.model.ErrorCode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PngGateTest {

  private static final byte[] PNG = DrawnImages.png(DrawnImages.scene(40, 30));

  private final Fixture fixture = new Fixture(Fixture.pixels(4, 4));

  @Test
  void refusesAHugeOneBitImageFromItsHeaderInMilliseconds() {
    byte[] bomb =
        new PngBuilder().header(30_000, 30_000, 1, 0).zeros(30_000L * (30_000 / 8 + 1)).end();
    fixture.refusalOfGate(PNG);

    assertThat(bomb.length).isLessThan(200_000);
    assertTimeout(
        Duration.ofSeconds(1),
        () -> assertThat(fixture.refusal(bomb)).contains(ErrorCode.IMAGE_PIXELS));
  }

  @Test
  void refusesEveryFlippedBit() {
    for (int at = 0; at < PNG.length; at++) {
      byte[] damaged = PNG.clone();
      damaged[at] ^= (byte) (1 << (at % 8));

      assertThat(fixture.refusalOfGate(damaged)).as("byte %d", at).isPresent();
    }
  }

  @Test
  void refusesDataThatIsShorterThanItsSizeThoughEveryChecksumIsRight() {
    byte[] rows = new byte[4 * 13];
    byte[] few = Arrays.copyOf(rows, 2 * 13);
    byte[] cut = PngBuilder.deflated(rows);

    assertThat(fixture.refusal(new PngBuilder().header(4, 4, 8, 2).rows(rows).end())).isEmpty();
    assertThat(fixture.refusal(new PngBuilder().header(4, 4, 8, 2).rows(few).end()))
        .contains(ErrorCode.IMAGE_CORRUPT);
    assertThat(
            fixture.refusal(
                new PngBuilder()
                    .header(4, 4, 8, 2)
                    .chunk("IDAT", Arrays.copyOf(cut, cut.length / 2))
                    .end()))
        .contains(ErrorCode.IMAGE_CORRUPT);
  }

  @Test
  void refusesMoreRowsThanTheDataCanHold() {
    byte[] swollen = new PngBuilder().header(7000, 7000, 8, 2).rows(new byte[100]).end();

    assertThat(fixture.refusalOfGate(swollen)).contains(ErrorCode.IMAGE_CORRUPT);
  }

  @Test
  void refusesChunksThatAreMissingMisplacedOrOfTheWrongLength() {
    byte[] row = new byte[5];
    assertCorrupt(new PngBuilder().rows(row).end());
    assertCorrupt(new PngBuilder().header(1, 1, 8, 2).end());
    assertCorrupt(new PngBuilder().header(4, 1, 8, 3).rows(row).end());
    assertCorrupt(new PngBuilder().header(4, 1, 8, 0).header(4, 1, 8, 0).rows(row).end());
    assertCorrupt(new PngBuilder().header(4, 1, 8, 0).chunk("PLTE", new byte[5]).rows(row).end());
    assertCorrupt(new PngBuilder().header(4, 1, 8, 0).chunk("tRNS", new byte[5]).rows(row).end());
    assertCorrupt(new PngBuilder().header(4, 1, 8, 0).rows(row).chunk("teXt").rows(row).end());
    assertCorrupt(new PngBuilder().header(4, 1, 8, 0).chunk("te t").rows(row).end());
  }

  @Test
  void refusesCombinationsOfColorAndDepthThatPngDoesNotHave() {
    for (int color = 0; color < 8; color++) {
      for (int depth = 0; depth <= 17; depth++) {
        boolean allowed =
            switch (color) {
              case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
              case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
              case 2, 4, 6 -> depth == 8 || depth == 16;
              default -> false;
            };
        byte[] image =
            new PngBuilder()
                .header(1, 1, depth, color)
                .chunk("PLTE", new byte[6])
                .rows(new byte[9])
                .end();
        assertThat(fixture.refusalOfGate(image).isEmpty())
            .as("colour type %d, bit depth %d", color, depth)
            .isEqualTo(allowed);
      }
    }
  }

  @Test
  void refusesAnAncillaryChunkOverTheLimitAndUnknownCriticalOnes() {
    byte[] row = new byte[5];
    PngBuilder large = new PngBuilder().header(4, 1, 8, 0).chunk("teXt", new byte[(1 << 20) + 1]);
    PngBuilder fair = new PngBuilder().header(4, 1, 8, 0).chunk("teXt", new byte[1 << 20]);

    assertThat(fixture.refusalOfGate(large.rows(row).end())).contains(ErrorCode.IMAGE_UNSUPPORTED);
    assertThat(fixture.refusalOfGate(fair.rows(row).end())).isEmpty();
    assertThat(
            fixture.refusalOfGate(
                new PngBuilder().header(4, 1, 8, 0).chunk("CRIT").rows(row).end()))
        .contains(ErrorCode.IMAGE_UNSUPPORTED);
  }

  @Test
  void readsTheOrientation() throws Exception {
    byte[] exif = new byte[26];
    ByteBuffer.wrap(exif)
        .put(new byte[] {'M', 'M'})
        .putShort((short) 42)
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 0x0112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) 8);
    byte[] image = new PngBuilder().header(4, 1, 8, 0).chunk("eXIf", exif).rows(new byte[5]).end();

    ImageHeader header = fixture.gate.check(ByteBuffer.wrap(image));

    assertThat(header.orientation()).isEqualTo(Orientation.ROTATED_270);
    assertThat(header.uprightWidth()).isEqualTo(1);
    assertThat(header.uprightHeight()).isEqualTo(4);
  }

  @Test
  void usesTheStillImageOfAnAnimation() throws Exception {
    byte[] rows = new byte[4 * 13];
    Arrays.fill(rows, (byte) 0);
    byte[] still = new PngBuilder().header(4, 4, 8, 2).rows(rows).end();
    byte[] animated =
        new PngBuilder()
            .header(4, 4, 8, 2)
            .chunk("acTL", new byte[] {0, 0, 0, 9})
            .chunk("fcTL", new byte[3])
            .rows(rows)
            .chunk("fdAT", new byte[7])
            .end();

    assertThat(fixture.tensor(animated)).isEqualTo(fixture.tensor(still));
  }

  private void assertCorrupt(byte[] image) {
    assertThat(fixture.refusalOfGate(image)).contains(ErrorCode.IMAGE_CORRUPT);
  }
}
