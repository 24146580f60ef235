package io.saccade.processor.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.saccade.processor.source.FetchListener;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Times what is fetched by URI. Thread-safe. */
final class FetchMeters implements FetchListener {

  private final Map<Outcome, Timer> attempts = new EnumMap<>(Outcome.class);
  private final AtomicInteger paused = new AtomicInteger();

  FetchMeters(MeterRegistry registry) {
    for (Outcome outcome : Outcome.values()) {
      attempts.put(
          outcome,
          Scale.OF_A_POLL.timer(
              registry, Metric.FETCH, "outcome", outcome.name().toLowerCase(Locale.ROOT)));
    }
    Gauge.builder(Metric.FETCH_PAUSED.id(), paused::get)
        .description(Metric.FETCH_PAUSED.meaning())
        .register(registry);
  }

  @Override
  public void attempted(Outcome outcome, long tookNanos) {
    Timer timer = attempts.get(outcome);
    if (timer != null) { // Each outcome has one.
      timer.record(tookNanos, TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void pausing(int hosts) {
    paused.set(hosts);
  }
}
