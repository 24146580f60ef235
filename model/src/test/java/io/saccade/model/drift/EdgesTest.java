package io.saccade.model.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class EdgesTest {

  @Test
  void partValuesThatAreAllDifferentIntoThirtyTwoEqualBins() {
    float[] values = new float[1600];
    for (int i = 0; i < values.length; i++) {
      values[i] = 2048 + i; // Of 12 binary digits, which rounding keeps apart.
    }
    Edges edges = Edges.of(values);

    int[] counts = new int[Edges.BINS];
    for (float value : values) {
      counts[edges.bin(value)]++;
    }
    assertThat(counts).containsOnly(50);
    assertThat(edges.bin(-Float.MAX_VALUE)).isZero();
    assertThat(edges.bin(Float.MAX_VALUE)).isEqualTo(Edges.BINS - 1);
  }

  @Test
  void areHalfOpen() {
    Edges edges = Edges.stored(new float[] {1, 2});

    assertThat(edges.bin(0.5f)).isZero();
    assertThat(edges.bin(1)).isEqualTo(1);
    assertThat(edges.bin(1.5f)).isEqualTo(1);
    assertThat(edges.bin(2)).isEqualTo(2);
  }

  @Test
  void showAConstantThatMovesEitherWay() {
    Edges edges = Edges.of(new float[] {4 / 3f, 4 / 3f, 4 / 3f, 4 / 3f});

    int same = edges.bin(4 / 3f);
    assertThat(edges.bin(1)).isLessThan(same);
    assertThat(edges.bin(1.5f)).isGreaterThan(same);
  }

  @Test
  void neverPartEqualValuesAndNeverHaveMoreBinsThanThereAre() {
    Random random = new Random(5);
    for (int round = 0; round < 500; round++) {
      float[] values = new float[1 + random.nextInt(200)];
      int different = 1 + random.nextInt(40);
      for (int i = 0; i < values.length; i++) {
        values[i] = (random.nextInt(different) - different / 2) * 0.37f;
      }
      Edges edges = Edges.of(values);

      assertThat(edges.count()).isLessThan(Edges.BINS);
      assertThat(Edges.stored(edges.toArray())).isEqualTo(edges);
      for (float value : values) {
        assertThat(edges.bin(value)).isEqualTo(edges.bin(Math.nextUp(value)));
        assertThat(edges.bin(value)).isEqualTo(edges.bin(Math.nextDown(value)));
      }
    }
  }

  @Test
  void giveAFrequentValueABinOfItsOwn() {
    float[] values = new float[1000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i < 400 ? 1 : 0.5f + i / 4096f;
    }
    Edges edges = Edges.of(values);

    int alone = edges.bin(1);
    assertThat(edges.bin(0.999f)).isLessThan(alone);
    assertThat(edges.bin(1.001f)).isGreaterThan(alone);
  }

  @Test
  void keepTheBinOfWhatAnotherDeviceComputesALittleOff() {
    Edges edges = Edges.of(new float[] {0, 0, 0, 0.25f, 0.5f, 1, 1, 1});

    assertThat(edges.bin(1 - 6e-8f)).isEqualTo(edges.bin(1));
    assertThat(edges.bin(1e-35f)).isEqualTo(edges.bin(0));
    assertThat(edges.bin(-0f)).isEqualTo(edges.bin(0));
  }

  @Test
  void refuseWhatIsNotAscending() {
    assertThatThrownBy(() -> Edges.stored(new float[] {1, 1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("edges must be finite and ascending");
    assertThatThrownBy(() -> Edges.stored(new float[32]))
        .hasMessage("edges must be 1 to 31, but were 32");
    assertThatThrownBy(() -> Edges.stored(new float[0]))
        .hasMessage("edges must be 1 to 31, but were 0");
    assertThatThrownBy(() -> Edges.of(new float[0])).hasMessage("values must not be empty");
  }
}
