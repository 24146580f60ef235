package io.saccade.bench.latency;

import io.saccade.bench.latency.Figures.EngineFigures;
import io.saccade.bench.latency.Figures.LoadFigures;
import java.time.Duration;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * Takes down what happens to the events that are due within a window; those before it only set the
 * system in motion. One thread tells what was sent, another what is visible, and figures are asked
 * for when both have ended.
 */
final class Recording {

  private static final long MICRO = 1000;
  private static final int DIGITS = 3;

  private final long fromNanos;
  private final long toNanos;
  private final Optional<Duration> target;
  private final Histogram lateness = new Histogram(DIGITS);
  private final Histogram latency = new Histogram(DIGITS);
  private final Histogram queued = new Histogram(DIGITS);
  private final Histogram decode = new Histogram(DIGITS);
  private final Histogram waited = new Histogram(DIGITS);
  private final Histogram inference = new Histogram(DIGITS);
  private final Histogram engine = new Histogram(DIGITS);
  private final Histogram outside = new Histogram(DIGITS);
  private long visibleInWindow;
  private long violations;

  /**
   * Records a window.
   *
   * @param target what the engine's latency is held against, if anything
   */
  Recording(long fromNanos, long toNanos, Optional<Duration> target) {
    this.fromNanos = fromNanos;
    this.toNanos = toNanos;
    this.target = target;
  }

  /** An event was handed to the producer. */
  void sent(long dueNanos, long nowNanos) {
    if (isMeasured(dueNanos)) {
      lateness.recordValue(micros(dueNanos, nowNanos));
    }
  }

  /**
   * An event's answer is visible. Its latency counts from when it was due, not from when it was
   * sent.
   */
  void visible(long dueNanos, long nowNanos, Optional<EngineTimes> times) {
    if (nowNanos - fromNanos >= 0 && nowNanos - toNanos < 0) {
      visibleInWindow++;
    }
    if (isMeasured(dueNanos)) {
      long micros = micros(dueNanos, nowNanos);
      latency.recordValue(micros);
      times.ifPresent(engineTimes -> inside(micros, engineTimes));
    }
  }

  /** What the load met with. */
  LoadFigures figures(double offeredRate) {
    return new LoadFigures(
        latency.getTotalCount(),
        offeredRate,
        visibleInWindow * 1e9 / (toNanos - fromNanos),
        Percentiles.of(latency),
        Percentiles.of(lateness));
  }

  /** What the engine said of itself. */
  EngineFigures engineFigures() {
    return new EngineFigures(
        Percentiles.of(engine),
        Percentiles.of(queued),
        Percentiles.of(decode),
        Percentiles.of(waited),
        Percentiles.of(inference),
        Percentiles.of(outside),
        target.isEmpty() ? null : (double) violations / Math.max(1, engine.getTotalCount()));
  }

  private void inside(long micros, EngineTimes times) {
    queued.recordValue(times.queuedMicros());
    decode.recordValue(times.decodeMicros());
    waited.recordValue(times.waitedMicros());
    inference.recordValue(times.inferenceMicros());
    engine.recordValue(times.micros());
    outside.recordValue(Math.max(0, micros - times.micros()));
    if (target.isPresent() && times.micros() * MICRO > target.get().toNanos()) {
      violations++;
    }
  }

  private boolean isMeasured(long dueNanos) {
    return dueNanos - fromNanos >= 0 && dueNanos - toNanos < 0;
  }

  private static long micros(long fromNanos, long toNanos) {
    return Math.max(0, toNanos - fromNanos) / MICRO;
  }
}
