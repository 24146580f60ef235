package io.saccade.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class GivingWayTest {

  @Test
  void goesOnAtOnceWhereALaneHasNothingToDo() {
    AtomicInteger looks = new AtomicInteger();
    GivingWay givingWay =
        new GivingWay(
            () -> {
              looks.incrementAndGet();
              return true;
            },
            () -> {});

    givingWay.giveWay();
    givingWay.giveWay();

    assertThat(looks).hasValue(2);
  }

  @Test
  void waitsWhileRecordsDo() {
    AtomicInteger looks = new AtomicInteger();
    GivingWay givingWay = new GivingWay(() -> looks.incrementAndGet() == 3, () -> {});
    long began = System.nanoTime();
    while (System.nanoTime() - began < 20_000_000) {
      Thread.onSpinWait(); // A step.
    }

    givingWay.giveWay();

    assertThat(looks).hasValue(3);
  }

  @Test
  @Timeout(20)
  void goesOnInTheEndWhereNoLaneIsEverIdle() {
    GivingWay givingWay = new GivingWay(() -> false, () -> {});
    long began = System.nanoTime();
    while (System.nanoTime() - began < 10_000_000) {
      Thread.onSpinWait(); // A step.
    }
    long step = System.nanoTime() - began;

    givingWay.giveWay();

    assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(4 * step);
  }

  @Test
  @Timeout(20)
  void waitsNoLongerWhenItIsInterrupted() {
    AtomicBoolean warmed = new AtomicBoolean();
    GivingWay givingWay = new GivingWay(() -> false, () -> warmed.set(true));
    Thread.currentThread().interrupt();

    givingWay.giveWay();
    givingWay.warming();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(warmed).isTrue();
  }
}
