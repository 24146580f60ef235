package io.saccade.processor.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.saccade.processor.serving.ModelVersion;
import io.saccade.schemas.avro.Cohort;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What is measured of one version. Thread-safe. */
final class VersionMeters {

  private final Counter asPrimary;
  private final Counter asCanary;
  private final Timer latency;
  private final Timer run;
  private final DistributionSummary images;

  private VersionMeters(MeterRegistry registry, ModelVersion version) {
    asPrimary = predictions(registry, version, Cohort.PRIMARY);
    asCanary = predictions(registry, version, Cohort.CANARY);
    latency = Scale.OF_A_POLL.timer(registry, Metric.LATENCY, "version", version.version());
    run = Scale.OF_A_BATCH.timer(registry, Metric.BATCH_RUN, "version", version.version());
    images =
        DistributionSummary.builder(Metric.BATCH_IMAGES.id())
            .description(Metric.BATCH_IMAGES.meaning())
            .tag("version", version.version())
            .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)
            .register(registry);
  }

  private static Counter predictions(MeterRegistry registry, ModelVersion of, Cohort cohort) {
    return Counter.builder(Metric.PREDICTIONS.id())
        .description(Metric.PREDICTIONS.meaning())
        .tags("model", of.name(), "version", of.version(), "cohort", cohort.name())
        .register(registry);
  }

  void predicted(Cohort cohort) {
    (cohort == Cohort.CANARY ? asCanary : asPrimary).increment();
  }

  void taken(long sincePollNanos) {
    latency.record(sincePollNanos, TimeUnit.NANOSECONDS);
  }

  void ran(int rows, long tookNanos) {
    run.record(tookNanos, TimeUnit.NANOSECONDS);
    images.record(rows);
  }

  private Stream<Meter> all() {
    return Stream.of(asPrimary, asCanary, latency, run, images);
  }

  /** Those of the versions that were seen last: releases have no end. Thread-safe. */
  static final class All {

    /** More than are open at once, so that what a rate is taken of is there for a while. */
    private static final int KEPT = 16;

    private final MeterRegistry registry;
    private final ConcurrentMap<ModelVersion, VersionMeters> known = new ConcurrentHashMap<>();
    private final Deque<VersionMeters> order = new ArrayDeque<>();

    All(MeterRegistry registry) {
      this.registry = registry;
    }

    VersionMeters of(ModelVersion version) {
      VersionMeters meters = known.get(version);
      return meters == null ? add(version) : meters;
    }

    private synchronized VersionMeters add(ModelVersion version) {
      VersionMeters meters =
          known.entrySet().stream()
              .filter(of -> isNamedAs(of.getKey(), version))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse(null);
      if (meters == null) {
        meters = new VersionMeters(registry, version);
        order.add(meters);
      }
      known.put(version, meters);
      if (order.size() > KEPT) {
        VersionMeters oldest = order.remove();
        known.values().removeIf(of -> of == oldest);
        oldest.all().forEach(registry::remove);
      }
      return meters;
    }

    /** Another bundle may bear the same name. */
    private static boolean isNamedAs(ModelVersion one, ModelVersion other) {
      return one.name().equals(other.name()) && one.version().equals(other.version());
    }
  }
}
