package io.saccade.processor.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The vectors were computed with Python's hashlib, not with what they test. */
final class CanaryHashTest {

  private static double percentile(String model, String key) {
    return CanaryHash.percentile(model, key.getBytes(StandardCharsets.UTF_8), 5, 5);
  }

  @Test
  void placesAKeyWhereItHasAlwaysBeen() {
    assertThat(percentile("colors", "camera-1")).isEqualTo(14.39);
    assertThat(percentile("colors", "camera-2")).isEqualTo(22.07);
    assertThat(percentile("mobilenet", "camera-1")).isEqualTo(85.66);
    assertThat(percentile("colors", "")).isEqualTo(45.5);
    assertThat(percentile("Farben \u00fc", "Stra\u00dfe")).isEqualTo(64.94);
  }

  @Test
  void placesARecordWithoutAKeyByItsCoordinates() {
    assertThat(CanaryHash.percentile("colors", null, 0, 0)).isEqualTo(2.92);
    assertThat(CanaryHash.percentile("colors", null, 3, 41)).isEqualTo(65.1);
    assertThat(CanaryHash.percentile("colors", null, 11, 1L << 40)).isEqualTo(69.49);
  }

  @Test
  void placesAKeyWhereverItsRecordStands() {
    byte[] key = {1, 2, 3};
    assertThat(CanaryHash.percentile("colors", key, 0, 0))
        .isEqualTo(CanaryHash.percentile("colors", key, 7, 99));
  }

  @Test
  void spreadsKeysEvenly() {
    int keys = 100_000;
    double[] places =
        IntStream.range(0, keys).mapToDouble(i -> percentile("colors", "key-" + i)).toArray();
    for (double percent : new double[] {0.1, 1, 10, 33.33, 50, 99}) {
      long below = IntStream.range(0, keys).filter(i -> places[i] < percent).count();
      // Four standard deviations of a fair draw.
      double spread = 4 * Math.sqrt(keys * percent / 100 * (1 - percent / 100));
      assertThat((double) below).isCloseTo(keys * percent / 100, within(spread));
    }
  }

  @Test
  void tellsModelsApart() {
    long both =
        IntStream.range(0, 10_000)
            .filter(i -> percentile("a", "key-" + i) < 10 && percentile("b", "key-" + i) < 10)
            .count();
    // One in a hundred where the two have nothing to do with one another.
    assertThat(both).isBetween(60L, 140L);
  }
}
