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
  private long looks(GivingWay givingWay, int left) {
    long stopped = nanos.addAndGet(STEP * MILLI);

    givingWay.giveWay(left);

    return (nanos.get() - stopped) / MILLI;
  }

  /** The same after the first two steps of a load that is to work for 50 ms times this. */
  private long looksOf(int steps, DoubleSupplier busy) {
    AtomicBoolean begun = new AtomicBoolean();
    GivingWay givingWay = givingWay(() -> begun.get() ? busy.getAsDouble() : 0);
    assertThat(looks(givingWay, steps - 1)).isEqualTo(1);
    begun.set(true);
    return looks(givingWay, steps - 2);
  }

  private long looksOfALongLoad(DoubleSupplier busy) {
    return looksOf(21, busy);
  }

  @Test
  void goesOnAtOnceWhereNoLaneIsBusy() {
    assertThat(looks(givingWay(() -> 0), 1)).isEqualTo(1);
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
    assertThat(looksOf(20, () -> 1)).isEqualTo(4 * STEP);
    assertThat(looksOf(21, () -> 1)).isEqualTo(24 * STEP);
  }

  /** What the session took says nothing of the steps that follow. */
  @Test
  void doesNotTakeALoadForLongWhoseSessionTookLong() {
    GivingWay givingWay = givingWay(() -> 1);
    nanos.addAndGet(700 * MILLI);
    long stopped = nanos.get();

    givingWay.giveWay(3);

    assertThat(nanos.get() - stopped).isEqualTo(4 * 700 * MILLI);
    assertThat(looks(givingWay, 2)).isEqualTo(4 * STEP);
  }

  @Test
  @Timeout(20)
  void waitsNoLongerWhenItIsInterrupted() {
    AtomicBoolean warmed = new AtomicBoolean();
    GivingWay givingWay = new GivingWay(() -> 1, () -> warmed.set(true));
    Thread.currentThread().interrupt();

    givingWay.giveWay(1);
    givingWay.warming();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(warmed).isTrue();
  }
}
