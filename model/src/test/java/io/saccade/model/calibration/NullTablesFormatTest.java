package io.saccade.model.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.drift.Distances;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class NullTablesFormatTest {

  private static NullTables tables;
  private static Reference reference;

  @BeforeAll
  static void calibrate() throws InterruptedException {
    reference = Reference.of(Population.TEN_CLASSES, 1_000, new SplittableRandom(1));
    tables = new Calibration(1_000, 7, 2).run(reference.splits(), (done, all) -> {});
  }

  @Test
  void readsWhatItWroteToTheLastBit() throws Exception {
    NullTables read = NullTables.read(tables.toBytes());

    assertThat(read.toBytes()).isEqualTo(tables.toBytes());
    RandomGenerator random = new SplittableRandom(2);
    for (int i = 0; i < 1_000; i++) {
      int n = random.nextInt(50, 150);
      Distances distances = reference.window(n, random);
      assertThat(read.p(n, distances)).isEqualTo(tables.p(n, distances));
    }
  }

  @Test
  void refusesBytesThatAreTooFewOrTooMany() {
    byte[] bytes = tables.toBytes();

    for (int length = 0; length <= bytes.length + 1; length += length < 40 ? 1 : 997) {
      byte[] other = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> NullTables.read(other)).isInstanceOf(BundleRefusedException.class);
    }
    assertThatThrownBy(() -> NullTables.read(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(BundleRefusedException.class)
        .hasMessageContaining("bytes follow the last table");
  }

  @Test
  void readsNothingElseAndNeverFailsOtherwise() {
    byte[] bytes = tables.toBytes();
    RandomGenerator random = new SplittableRandom(3);
    for (int i = 0; i < 20_000; i++) {
      byte[] spoilt = bytes.clone();
      spoilt[random.nextInt(i % 2 == 0 ? 24 : bytes.length)] ^= (byte) (1 << random.nextInt(8));
      byte[] again;
      try {
        again = NullTables.read(spoilt).toBytes();
      } catch (BundleRefusedException e) {
        continue;
      }
      assertThat(again).isEqualTo(spoilt);
    }
  }

  @Test
  void refusesFiguresThatAreNone() {
    byte[] bytes = tables.toBytes();
    ByteBuffer.wrap(bytes).putFloat(20, Float.NaN);

    assertThatThrownBy(() -> NullTables.read(bytes))
        .isInstanceOf(BundleRefusedException.class)
        .hasMessageContaining("make the reference again");
  }
}
