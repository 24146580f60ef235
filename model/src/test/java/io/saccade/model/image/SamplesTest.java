package io.saccade.model.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every kind of sample, in images of a few pixels that are not resized. */
class SamplesTest {

  private final Fixture rgb = new Fixture(Fixture.pixels(2, 2));

  @Test
  void bringsGrayOfEveryDepthTo8Bits() throws Exception {
    assertThat(pixels(gray(1, 0b0100_0000, 0b1000_0000))).containsExactly(0, 255, 255, 0);
    assertThat(pixels(gray(2, 0b0001_0000, 0b1011_0000))).containsExactly(0, 85, 170, 255);
    assertThat(pixels(gray(4, 0x0F, 0x37))).containsExactly(0, 255, 51, 119);
    byte[] deep = {0, 0, 0, 0x7F, (byte) 0xFF, 0, (byte) 0x80, 0, (byte) 0xFF, (byte) 0xFF};
    int[] levels = pixels(new PngBuilder().header(2, 2, 16, 0).rows(deep).end());
    assertThat(levels[0]).isZero();
    assertThat(levels[1]).isBetween(127, 128);
    assertThat(levels[2]).isEqualTo(128);
    assertThat(levels[3]).isEqualTo(255);
  }

  private static byte[] gray(int depth, int first, int second) {
    byte[] rows = {0, (byte) first, 0, (byte) second};
    return new PngBuilder().header(2, 2, depth, 0).rows(rows).end();
  }

  @Test
  void showsTheBackgroundWhereAGrayLevelMeansTransparent() throws Exception {
    byte[] four = {0, 0x0F, 0, 0x37};
    byte[] deep = {0, 0, 9, 0, 8, 0, 0, 7, 0, 9};

    byte[] ofFour =
        rgb.tensor(
            new PngBuilder().header(2, 2, 4, 0).chunk("tRNS", new byte[] {0, 3}).rows(four).end());
    byte[] ofDeep =
        rgb.tensor(
            new PngBuilder().header(2, 2, 16, 0).chunk("tRNS", new byte[] {0, 9}).rows(deep).end());

    assertThat(Arrays.copyOfRange(ofFour, 3, 9)).containsExactly(255, 255, 255, 10, 200, 90);
    assertThat(Arrays.copyOfRange(ofDeep, 0, 6)).containsExactly(10, 200, 90, 0, 0, 0);
    assertThat(Arrays.copyOfRange(ofDeep, 9, 12)).containsExactly(10, 200, 90);
  }

  @Test
  void laysTransparencyOverTheBackground() throws Exception {
    byte[] rgba = {
      0, (byte) 255, 0, 0, (byte) 255, 50, 60, 70, 0, 0, 0, 0, 0, (byte) 128, 1, 2, 3, (byte) 255
    };

    byte[] tensor = rgb.tensor(new PngBuilder().header(2, 2, 8, 6).rows(rgba).end());

    assertThat(tensor).containsExactly(255, 0, 0, 10, 200, 90, 5, 100, 45, 1, 2, 3);
  }

  @Test
  void takesPaletteColorsAsTheyAre() throws Exception {
    byte[] palette = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    byte[] rows = {0, 0b0001_0000, 0, (byte) 0b1000_0000};

    byte[] tensor =
        rgb.tensor(new PngBuilder().header(2, 2, 2, 3).chunk("PLTE", palette).rows(rows).end());

    assertThat(tensor).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3);
  }

  @Test
  void takesLumaFromColors() throws Exception {
    byte[] rows = {0, (byte) 255, 0, 0, 0, (byte) 255, 0, 0, 0, 0, (byte) 255, 9, 9, 9};
    Fixture luma =
        new Fixture(Fixture.pixels(2, 2, ColorOrder.GRAY, ResizeFilter.BILINEAR_ANTIALIAS));

    byte[] tensor = luma.tensor(new PngBuilder().header(2, 2, 8, 2).rows(rows).end());

    assertThat(tensor).containsExactly(76, 150, 29, 9);
  }

  @Test
  void decodesTheOtherFormatsWhereTheyAreListed() throws Exception {
    byte[] png = DrawnImages.png(DrawnImages.scene(40, 30));
    Fixture fixture = new Fixture(Fixture.pixels(30, 30));
    for (byte[] other :
        List.of(
            DrawnImages.bmp(DrawnImages.scene(40, 30)),
            DrawnImages.tiff(DrawnImages.scene(40, 30)))) {
      assertThat(fixture.tensor(other)).isEqualTo(fixture.tensor(png));
    }
    byte[] fewColors = DrawnImages.gif(DrawnImages.scene(40, 30));
    assertThat(Fixture.distance(fixture.tensor(fewColors), fixture.tensor(png))).isLessThan(20);
  }

  /** The red channel of the four pixels. */
  private int[] pixels(byte[] encoded) throws ImageRefusedException {
    byte[] tensor = rgb.tensor(encoded);
    int[] levels = new int[4];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = tensor[3 * i] & 0xFF;
    }
    return levels;
  }
}
