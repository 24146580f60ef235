package io.saccade.model.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class HistogramTest {

  private static Histogram of(float... values) {
    Edges edges = Edges.of(values);
    long[] counts = new long[Edges.BINS];
    for (float value : values) {
      counts[edges.bin(value)]++;
    }
    return Histogram.of(edges, bin -> counts[bin]);
  }

  private static float[] upTo(int last) {
    float[] values = new float[last];
    for (int i = 0; i < last; i++) {
      values[i] = i;
    }
    return values;
  }

  @Test
  void saysWhereValuesLie() {
    Histogram even = of(upTo(1600));

    assertThat(even.quantile(0.5)).isCloseTo(800, within(1.0));
    assertThat(even.quantile(0.25)).isCloseTo(400, within(1.0));
    assertThat(even.least()).isEqualTo(50);
    assertThat(even.most()).isEqualTo(1550);
    assertThat(even.quantile(0)).isEqualTo(even.least());
    assertThat(even.quantile(1)).isEqualTo(even.most());
  }

  @Test
  void sharesOutAllThatLiesBetweenTheOutermostEdges() {
    double[] shares = of(upTo(1600)).shares(10);

    assertThat(Arrays.stream(shares).sum()).isCloseTo(30 / 32.0, within(1e-9));
    for (double share : shares) {
      assertThat(share).isCloseTo(3 / 32.0, within(1e-4));
    }
  }

  @Test
  void keepsEqualValuesInOneStep() {
    float[] values = upTo(1000);
    Arrays.fill(values, 200, 800, 500);
    Histogram half = of(values);

    double[] shares = half.shares(9);

    assertThat(half.quantile(0.5)).isEqualTo(500);
    assertThat(Arrays.stream(shares).max().orElseThrow()).isBetween(0.55, 0.65);
    assertThat(Arrays.stream(shares).sum()).isBetween(0.93, 0.95);
  }

  @Test
  void knowsAConstant() {
    float[] same = new float[100];
    Arrays.fill(same, 4 / 3f);

    assertThat(of(same).isConstant()).isTrue();
    assertThat(of(same).quantile(0.5)).isEqualTo(of(same).least());
    assertThat(Arrays.stream(of(same).shares(5)).sum()).isEqualTo(1);
    assertThat(of(upTo(100)).isConstant()).isFalse();
    assertThat(of(7).quantile(0)).isEqualTo(7);
    assertThat(of(7).quantile(1)).isEqualTo(7);
  }
}
