package io.saccade.trainer.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ScaleTest {

  @Test
  void reachesFromTheLeastToTheMostAndHasAZero() {
    assertThat(Scale.of(0, 6)).isEqualTo(new Scale(6 / 255f, 0));
    assertThat(Scale.of(-255, 0)).isEqualTo(new Scale(1, 255));
    assertThat(Scale.of(-1, 3).zero()).isEqualTo(64);
    assertThat(Scale.of(2, 5)).isEqualTo(new Scale(5 / 255f, 0));
    assertThat(Scale.of(0, 0)).isEqualTo(new Scale(1, 0));
  }

  @Test
  void doesNotDependOnTheOrderInWhichValuesCome() {
    float[] small = values(1, 0.01f);
    float[] large = values(2, 70f);
    ValueHistogram up = new ValueHistogram();
    ValueHistogram down = new ValueHistogram();

    up.add(FloatBuffer.wrap(small));
    up.add(FloatBuffer.wrap(large));
    down.add(FloatBuffer.wrap(large));
    down.add(FloatBuffer.wrap(small));

    for (double share : new double[] {1, 0.9999, 0.99, 0.95}) {
      assertThat(up.scale(share)).isEqualTo(down.scale(share));
    }
  }

  @Test
  void leavesOutTheRarestValues() {
    float[] values = new float[10_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 100 / 10f;
    }
    values[77] = 1000;
    ValueHistogram seen = new ValueHistogram();
    seen.add(FloatBuffer.wrap(values));

    assertThat(seen.scale(1)).isEqualTo(Scale.of(0, 1000));
    assertThat(seen.scale(0.999).step() * 255f).isBetween(9.9f, 11.5f);
    assertThat(seen.scale(0.999).zero()).isZero();
  }

  @Test
  void takesNoNoticeOfWhatIsNoNumber() {
    ValueHistogram seen = new ValueHistogram();
    seen.add(FloatBuffer.wrap(new float[] {Float.NaN, Float.POSITIVE_INFINITY}));
    assertThat(seen.scale(0.999)).isEqualTo(new Scale(1, 0));

    seen.add(FloatBuffer.wrap(new float[] {-1, 1}));
    assertThat(seen.scale(1)).isEqualTo(Scale.of(-1, 1));
  }

  private static float[] values(long seed, float size) {
    Random dice = new Random(seed);
    float[] values = new float[1000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) dice.nextGaussian() * size;
    }
    return values;
  }
}
