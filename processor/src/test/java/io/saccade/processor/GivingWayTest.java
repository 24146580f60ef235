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

  private static final long MILLI = 1_000_000;
  private static final long STEP = 50;

  private final AtomicLong nanos = new AtomicLong();

  private GivingWay givingWay(DoubleSupplier busy) {
    return new GivingWay(
        () -> {
          nanos.addAndGet(MILLI);
          return busy.getAsDouble();
        },
        () -> {},
        nanos::get);
  }

  /** How often it looks at the lanes after a step, where a look takes a fiftieth of one. */
  private long looks(GivingWay givingWay) {
    long stopped = nanos.addAndGet(STEP * MILLI);

    givingWay.giveWay();

    return (nanos.get() - stopped) / MILLI;
  }

  /** The same of a load that has worked for more than a second. */
  private long looksOfALongLoad(DoubleSupplier busy) {
    AtomicLong steps = new AtomicLong();
    GivingWay givingWay = givingWay(() -> steps.get() <= 20 ? 0 : busy.getAsDouble());
    while (steps.incrementAndGet() <= 20) {
      assertThat(looks(givingWay)).isEqualTo(1);
    }
    return looks(givingWay);
  }

  @Test
  void goesOnAtOnceWhereNoLaneIsBusy() {
    assertThat(looks(givingWay(() -> 0))).isEqualTo(1);
  }

  @Test
  void restsTheLongerTheBusierLanesAre() {
    assertThat(looksOfALongLoad(() -> 0.2)).isEqualTo(STEP);
    assertThat(looksOfALongLoad(() -> 0.5)).isEqualTo(4 * STEP);
    assertThat(looksOfALongLoad(() -> 0.75)).isEqualTo(12 * STEP);
  }

  @Test
  void goesOnWhenALaneIsIdle() {
    AtomicInteger looks = new AtomicInteger();

    long rested = looksOfALongLoad(() -> looks.incrementAndGet() % 2);

    assertThat(rested).isEven().isCloseTo(4 * STEP, within(2L));
  }

  @Test
  void goesOnInTheEndWhereNoLaneIsEverIdle() {
    assertThat(looks(givingWay(() -> 1))).isEqualTo(4 * STEP);
    assertThat(looksOfALongLoad(() -> 1)).isEqualTo(24 * STEP);
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
