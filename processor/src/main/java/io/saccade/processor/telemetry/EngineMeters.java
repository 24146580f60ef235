package io.saccade.processor.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.saccade.model.ErrorCode;
import io.saccade.processor.lookahead.Coordinates;
import io.saccade.processor.lookahead.EngineListener;
import io.saccade.processor.lookahead.Outcome;
import io.saccade.processor.serving.ModelVersion;
import io.saccade.processor.topology.TopologyListener;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Counts and times what becomes of every image. What is called for each of them makes no objects;
 * the clock is read once, for its age. Thread-safe.
 */
final class EngineMeters implements EngineListener, TopologyListener {

  private final VersionMeters.All versions;
  private final Map<ErrorCode, Counter> failures = new EnumMap<>(ErrorCode.class);
  private final Timer decode;
  private final Timer age;

  EngineMeters(MeterRegistry registry) {
    this.versions = new VersionMeters.All(registry);
    this.decode = Scale.OF_A_CORE.timer(registry, Metric.DECODE);
    this.age = Scale.OF_A_STREAM.timer(registry, Metric.EVENT_AGE);
    for (ErrorCode code : ErrorCode.values()) {
      failures.put(
          code,
          Counter.builder(Metric.FAILURES.id())
              .description(Metric.FAILURES.meaning())
              .tag("code", code.name())
              .register(registry));
    }
  }

  @Override
  public void decoded(long tookNanos) {
    decode.record(tookNanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void ran(ModelVersion version, int images, long tookNanos) {
    versions.of(version).ran(images, tookNanos);
  }

  @Override
  public void taken(ModelVersion version, long sincePollNanos) {
    versions.of(version).taken(sincePollNanos);
  }

  @Override
  public void predicted(byte[] event, Outcome.Classified prediction, long timestamp) {
    versions.of(prediction.version()).predicted(prediction.cohort());
    // Clocks of other machines may be ahead.
    age.record(Math.max(0, System.currentTimeMillis() - timestamp), TimeUnit.MILLISECONDS);
  }

  @Override
  public void failed(Coordinates coordinates, Outcome.Failed failed) {
    Counter counter = failures.get(failed.code());
    if (counter != null) { // Each code has one.
      counter.increment();
    }
  }
}
