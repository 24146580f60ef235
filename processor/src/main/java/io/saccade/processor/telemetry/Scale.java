package io.saccade.processor.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;

/** The buckets of histograms: fixed, so that those of all instances can be added up. */
enum Scale {
  /** What one core does with one image. */
  OF_A_CORE(100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 500_000),
  /** What a batch takes. */
  OF_A_BATCH(
      500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000,
      5_000_000),
  /** From the poll to the result. */
  OF_A_POLL(
      1_000,
      2_500,
      5_000,
      10_000,
      25_000,
      50_000,
      100_000,
      250_000,
      500_000,
      1_000_000,
      2_500_000,
      5_000_000,
      10_000_000,
      30_000_000),
  /** From the camera to the prediction. */
  OF_A_STREAM(
      10_000,
      25_000,
      50_000,
      100_000,
      250_000,
      500_000,
      1_000_000,
      2_500_000,
      5_000_000,
      10_000_000,
      30_000_000,
      60_000_000,
      300_000_000,
      1_800_000_000,
      7_200_000_000L),
  /** What a version takes until it is ready. */
  OF_A_LOAD(
      100_000,
      250_000,
      500_000,
      1_000_000,
      2_500_000,
      5_000_000,
      10_000_000,
      30_000_000,
      60_000_000,
      300_000_000);

  @SuppressWarnings("ImmutableEnumChecker") // Handed to nobody who would change it.
  private final Duration[] buckets;

  Scale(long... micros) {
    this.buckets =
        Arrays.stream(micros).mapToObj(of -> Duration.ofNanos(of * 1_000)).toArray(Duration[]::new);
  }

  /**
   * A timer with these buckets.
   *
   * @param tags names and values in turn
   */
  Timer timer(MeterRegistry registry, Metric metric, String... tags) {
    return Timer.builder(metric.id())
        .description(metric.meaning())
        .tags(tags)
        .serviceLevelObjectives(buckets)
        .register(registry);
  }
}
