package io.saccade.bench.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.saccade.bench.drift.KolmogorovSmirnov.Place;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The test that Saccade is held against must be the best that it can be. */
final class KolmogorovSmirnovTest {

  /** Against every order in which the two samples can lie. */
  @ParameterizedTest
  @CsvSource({"3, 4", "5, 5", "2, 9"})
  void countsEveryOrder(int n, int m) {
    for (int steps = 1; steps <= n * m; steps++) {
      double distance = (double) steps / (n * m);
      long reached = 0;
      long all = 0;
      for (int order = 0; order < 1 << (n + m); order++) {
        if (Integer.bitCount(order) == n) {
          all++;
          reached += distance(order, n, m) >= distance - 1e-9 ? 1 : 0;
        }
      }

      assertThat(KolmogorovSmirnov.p(distance, n, m))
          .as("%d of %d", steps, n * m)
          .isCloseTo((double) reached / all, within(1e-12));
    }
  }

  private static double distance(int order, int n, int m) {
    double distance = 0;
    int ones = 0;
    for (int i = 0; i < n + m; i++) {
      ones += order >> i & 1;
      distance = Math.max(distance, Math.abs((double) ones / n - (double) (i + 1 - ones) / m));
    }
    return distance;
  }

  @Test
  void comesNearToTheLimitOfLargeSamples() {
    // Kolmogorov's distribution is at 0.95 where the weighted distance is 1.3581.
    double critical = KolmogorovSmirnov.critical(0.05, 1_000, 5_000);

    assertThat(critical * Math.sqrt(1_000 * 5_000 / 6_000.0)).isCloseTo(1.3581, within(0.02));
    assertThat(KolmogorovSmirnov.p(critical, 1_000, 5_000)).isLessThanOrEqualTo(0.05);
  }

  @Test
  void findsTheLargestDifferenceWithTiesToo() {
    Random random = new Random(1);
    for (int trial = 0; trial < 200; trial++) {
      float[] window = some(1 + random.nextInt(20), random);
      float[] other = some(1 + random.nextInt(30), random);
      Arrays.sort(other);
      Place[] places = new Place[window.length];
      for (int i = 0; i < places.length; i++) {
        places[i] = Place.of(window[i], other);
      }

      assertThat(KolmogorovSmirnov.distance(places, other.length))
          .isCloseTo(plain(window, other), within(1e-12));
    }
  }

  /** Of few different values, so that there are ties within and between the samples. */
  private static float[] some(int count, Random random) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextInt(12);
    }
    return values;
  }

  private static double plain(float[] one, float[] other) {
    double distance = 0;
    for (float limit = -1; limit <= 12; limit++) {
      distance = Math.max(distance, Math.abs(upTo(one, limit) - upTo(other, limit)));
    }
    return distance;
  }

  private static double upTo(float[] values, float limit) {
    int count = 0;
    for (float value : values) {
      count += value <= limit ? 1 : 0;
    }
    return (double) count / values.length;
  }
}
