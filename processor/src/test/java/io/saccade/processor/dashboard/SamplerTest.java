package io.saccade.processor.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class SamplerTest {

  private static final Answerer PRIMARY = new Answerer("1", "PRIMARY");
  private static final Answerer CANARY = new Answerer("2", "CANARY");

  private final AtomicReference<Reading> now = new AtomicReference<>(Reading.NOTHING);
  private final AtomicLong seconds = new AtomicLong();
  private final List<Point> told = new ArrayList<>();

  private Sampler sampler() {
    return new Sampler(
        now::get,
        told::add,
        new Clock() {
          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return Instant.ofEpochSecond(seconds.get());
          }
        },
        () -> TimeUnit.SECONDS.toNanos(seconds.get()));
  }

  @Test
  void tellsWhatCameSinceTheTimeBeforeHoweverLongThatWas() {
    try (Sampler sampler = sampler()) {
      now.set(reading(200, 40, 6));
      seconds.addAndGet(2);
      sampler.sample();

      Point point = told.get(0);
      assertThat(point.images()).isEqualTo(120);
      assertThat(point.failed()).isEqualTo(3);
      assertThat(point.by())
          .containsOnly(Map.entry("1|PRIMARY", 100.0), Map.entry("2|CANARY", 20.0));
      assertThat(point.codes()).containsOnly(Map.entry("IMAGE_EMPTY", 6L));
      assertThat(point.batch()).isEqualTo(4);
      assertThat(point.run()).isEqualTo(8);
      assertThat(point.lag()).isEqualTo(17);
      assertThat(point.predictions()).isEqualTo(240);
    }
  }

  @Test
  void saysOfAQuietSecondThatNothingIsKnownOfItsBatchesAndLatency() {
    try (Sampler sampler = sampler()) {
      seconds.incrementAndGet();
      sampler.sample();

      assertThat(told.get(0).p99()).isNull();
      assertThat(told.get(0).batch()).isNull();
      assertThat(told.get(0).lag()).isNull();
      assertThat(told.get(0).images()).isZero();
    }
  }

  @Test
  void keepsAQuarterOfAnHour() {
    try (Sampler sampler = sampler()) {
      for (int i = 0; i < 2_000; i++) {
        seconds.incrementAndGet();
        sampler.sample();
      }

      assertThat(sampler.points()).hasSize(901);
      assertThat(sampler.points().get(900).t()).isEqualTo(2_000_000);
    }
  }

  private static Reading reading(long primary, long canary, long failures) {
    return new Reading(
        Map.of(PRIMARY, primary, CANARY, canary),
        Map.of("IMAGE_EMPTY", failures),
        Histogram.EMPTY,
        new Reading.Batches(60, 240, 0.48),
        OptionalLong.of(17),
        3,
        new Reading.Lanes(4, 2),
        1 << 20);
  }
}
