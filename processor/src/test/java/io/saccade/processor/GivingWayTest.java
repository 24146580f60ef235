package io.saccade.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class GivingWayTest {

  private static final long STEP = 50;

  /** How often it looks at the lanes after a step, where a look takes a fiftieth of one. */
  private static long looks(DoubleSupplier busy) {
    AtomicLong nanos = new AtomicLong();
    DoubleSupplier looked =
        () -> {
          nanos.incrementAndGet();
          return busy.getAsDouble();
        };
    GivingWay givingWay = new GivingWay(looked, () -> {}, nanos::get);
    nanos.set(STEP);

    givingWay.giveWay();

    return nanos.get() - STEP;
  }

  @Test
  void goesOnAtOnceWhereNoLaneIsBusy() {
    assertThat(looks(() -> 0)).isEqualTo(1);
  }

  @Test
  void restsTheLongerTheBusierLanesAre() {
    assertThat(looks(() -> 0.2)).isEqualTo(STEP);
    assertThat(looks(() -> 0.5)).isEqualTo(4 * STEP);
    assertThat(looks(() -> 0.75)).isEqualTo(12 * STEP);
  }

  @Test
  void goesOnWhenALaneIsIdle() {
    AtomicInteger looks = new AtomicInteger();

    long rested = looks(() -> looks.incrementAndGet() % 2);

    assertThat(rested).isEven().isCloseTo(4 * STEP, within(2L));
  }

  @Test
  void goesOnInTheEndWhereNoLaneIsEverIdle() {
    assertThat(looks(() -> 1)).isEqualTo(24 * STEP);
  }

  @Test
  @Timeout(20)
  void waitsNoLongerWhenItIsInterrupted() {
    AtomicBoolean warmed = new AtomicBoolean();
    GivingWay givingWay = new GivingWay(() -> 1, () -> warmed.set(true));
    Thread.currentThread().interrupt();

    givingWay.giveWay();
    givingWay.warming();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(warmed).isTrue();
  }
}
