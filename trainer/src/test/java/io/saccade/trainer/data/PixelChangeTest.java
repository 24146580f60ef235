package io.saccade.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.model.image.ColorOrder;
import org.junit.jupiter.api.Test;

class PixelChangeTest {

  private static int[] changed(PixelChange change, ColorOrder color, int... values) {
    Pixels pixels = new Pixels(values.length / color.channels(), 1, color);
    for (int i = 0; i < values.length; i++) {
      pixels.values()[i] = (byte) values[i];
    }
    change.apply(pixels);
    int[] result = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = pixels.values()[i] & 0xFF;
    }
    return result;
  }

  @Test
  void brightensAndCutsOffAtWhite() {
    assertThat(changed(PixelChange.brightness(1.5), ColorOrder.GRAY, 0, 100, 200))
        .containsExactly(0, 150, 255);
  }

  @Test
  void movesValuesFromTheMeanByContrast() {
    assertThat(changed(PixelChange.contrast(2), ColorOrder.GRAY, 90, 100, 110))
        .containsExactly(80, 100, 120);
    assertThat(changed(PixelChange.contrast(0), ColorOrder.GRAY, 0, 100, 200))
        .containsExactly(100, 100, 100);
  }

  @Test
  void takesColourAwayByTheRightLuma() {
    assertThat(changed(PixelChange.saturation(0), ColorOrder.RGB, 255, 0, 0))
        .containsExactly(76, 76, 76);
    assertThat(changed(PixelChange.saturation(0), ColorOrder.BGR, 0, 0, 255))
        .containsExactly(76, 76, 76);
    assertThat(changed(PixelChange.saturation(1.8), ColorOrder.GRAY, 33)).containsExactly(33);
  }

  @Test
  void keepsUpperBitsAndInvertsFromTheThreshold() {
    assertThat(changed(PixelChange.posterized(4), ColorOrder.GRAY, 0x5A, 255))
        .containsExactly(0x50, 0xF0);
    assertThat(changed(PixelChange.solarized(128), ColorOrder.GRAY, 127, 128, 255))
        .containsExactly(127, 127, 0);
  }

  @Test
  void stretchesAndEqualisesEachChannelAndLeavesEvenOnesAlone() {
    assertThat(changed(PixelChange.stretched(), ColorOrder.GRAY, 50, 75, 100))
        .containsExactly(0, 128, 255);
    assertThat(changed(PixelChange.stretched(), ColorOrder.GRAY, 9, 9)).containsExactly(9, 9);
    assertThat(changed(PixelChange.equalized(), ColorOrder.GRAY, 1, 2, 3, 200))
        .containsExactly(0, 85, 170, 255);
    assertThat(changed(PixelChange.equalized(), ColorOrder.GRAY, 9, 9)).containsExactly(9, 9);
  }

  @Test
  void erasesTheBoxAndNothingBesideIt() {
    Pixels pixels = new Pixels(10, 10, ColorOrder.RGB);
    PixelChange.erased(new double[] {0.2, 0.3, 0.4, 0.2}, 5).apply(pixels);
    for (int y = 0; y < 10; y++) {
      for (int x = 0; x < 10; x++) {
        int at = (y * 10 + x) * 3;
        boolean dark =
            pixels.values()[at] == 0
                && pixels.values()[at + 1] == 0
                && pixels.values()[at + 2] == 0;
        assertThat(dark).as("%d, %d", x, y).isEqualTo(!(x >= 2 && x < 6 && y >= 3 && y < 5));
      }
    }
  }
}
