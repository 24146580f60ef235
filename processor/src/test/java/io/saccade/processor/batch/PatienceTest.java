package io.saccade.processor.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class PatienceTest {

  private static final Buckets BUCKETS = Buckets.powersOfTwo(8);
  private static final long NOW = 1_000_000;

  private final RunTimes times = new RunTimes(BUCKETS);

  private Patience patience(long targetNanos) {
    return new Patience(BUCKETS, times, targetNanos);
  }

  @Test
  void hasNoneWithoutATarget() {
    times.ran(1, 100);
    times.ran(2, 100);
    assertThat(patience(0).until(1, NOW, NOW, 1)).isEqualTo(NOW);
  }

  @Test
  void hasNoneWhereALargerBatchSavesNothing() {
    times.ran(1, 100);
    times.ran(2, 195);
    assertThat(patience(10_000).until(1, NOW, NOW, 1)).isEqualTo(NOW);
  }

  @Test
  void hasNoneWhereNothingIsKnownOfTheLargerBatch() {
    times.ran(1, 100);
    assertThat(patience(10_000).until(1, NOW, NOW, 1)).isEqualTo(NOW);
  }

  @Test
  void hasNoneWhereCompanyWouldComeTooLate() {
    times.ran(1, 100);
    times.ran(2, 120);
    assertThat(patience(10_000).until(1, NOW, NOW, 50_000)).isEqualTo(NOW);
  }

  @Test
  void countsFromTheOldestImage() {
    times.ran(1, 100);
    times.ran(2, 120);
    assertThat(patience(10_000).until(1, NOW - 3_000, NOW, 10))
        .isEqualTo(NOW + 8_000 - 3_000 - 120);
  }

  @Test
  void neverWaitsWithAFullBatch() {
    assertThat(patience(10_000).until(8, NOW, NOW, 1)).isEqualTo(NOW);
  }

  @Test
  void knowsTheNinetyNinthPercentileOfWhatItSaw() {
    Random random = new Random(5);
    for (int i = 0; i < 50_000; i++) {
      times.ran(4, 1_000_000 + random.nextInt(1_000_000));
    }
    assertThat(times.nanos(3)).isBetween(1_930_000L, 2_060_000L);
    for (int i = 0; i < 50_000; i++) {
      times.ran(4, 500_000 + random.nextInt(500_000));
    }
    assertThat(times.nanos(4)).isBetween(965_000L, 1_030_000L);
  }
}
