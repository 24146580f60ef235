package io.saccade.bench.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

final class PictureChangeTest {

  private static final Picture PICTURE = drawn(3);

  /** Saturation goes down in its first two severities; what pixels do depends on the stripes. */
  @ParameterizedTest
  @EnumSource(
      value = Corruption.class,
      names = {"SATURATE", "PIXELATE"},
      mode = Mode.EXCLUDE)
  void corruptsTheMoreTheSevererItIs(Corruption corruption) {
    assertThat(off(corruption, 1)).isPositive();
    assertThat(off(corruption, 5)).isGreaterThan(off(corruption, 1));
  }

  @ParameterizedTest
  @EnumSource(Corruption.class)
  void corruptsGreyImagesButForTheirColours(Corruption corruption) {
    Picture grey = drawn(1);
    Picture corrupted = corruption.at(5).apply(grey, new SplittableRandom(1));

    assertThat(corrupted.channels()).isEqualTo(1);
    assertThat(!Arrays.equals(corrupted.samples(), grey.samples()))
        .isEqualTo(corruption.changes(1));
  }

  @ParameterizedTest
  @EnumSource(Shift.Variant.class)
  void isTheSameOfTheSameChance(Shift.Variant variant) {
    Picture one = variant.change().apply(PICTURE, new SplittableRandom(3));
    Picture other = variant.change().apply(PICTURE, new SplittableRandom(3));

    assertThat(one.samples()).isEqualTo(other.samples()).hasSameSizeAs(PICTURE.samples());
    assertThat(Picture.decoded(one.png(), false).samples()).isEqualTo(one.samples());
    assertThat(one.png()).hasSameSizeAs(PICTURE.png());
  }

  private static double off(Corruption corruption, int severity) {
    Picture corrupted = corruption.at(severity).apply(PICTURE, new SplittableRandom(1));
    double off = 0;
    for (int i = 0; i < corrupted.samples().length; i++) {
      off += Math.abs((corrupted.samples()[i] & 0xFF) - (PICTURE.samples()[i] & 0xFF));
    }
    return off / corrupted.samples().length;
  }

  /** Stripes of colours that are neither black nor white. */
  private static Picture drawn(int channels) {
    byte[] samples = new byte[32 * 32 * channels];
    for (int i = 0; i < samples.length; i++) {
      int place = i / channels;
      samples[i] = (byte) (60 + 30 * (i % channels) + 60 * (place / 32 / 4 % 2) + place % 32);
    }
    return new Picture(32, 32, channels, samples);
  }
}
