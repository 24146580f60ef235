package io.saccade.processor.dashboard;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.saccade.processor.telemetry.Metric;
import io.saccade.processor.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Reads the figures from the meters, so that the page and Prometheus never disagree. */
public final class MeterReading {

  private static final String MEMORY = "process.resident.memory";
  private static final String HEAP = "jvm.memory.used";

  private final Telemetry telemetry;
  private final MeterRegistry registry;

  public MeterReading(Telemetry telemetry) {
    this.telemetry = telemetry;
    this.registry = telemetry.registry();
  }

  /** All of them, as they are now. */
  public Reading now() {
    telemetry.refresh();
    return new Reading(
        predictions(),
        failures(),
        latency(),
        batches(),
        lag(),
        (long) sum(gauges(Metric.PENDING.id())),
        new Reading.Lanes(
            (int) sum(gauges(Metric.LANES.id())), sum(gauges(Metric.LANES_BUSY.id()))),
        memory());
  }

  /** The versions that are open, and what for; as of the last reading. */
  public List<Answerer> versions() {
    List<Answerer> versions = new ArrayList<>();
    for (Gauge gauge : gauges(Metric.VERSION.id())) {
      versions.add(new Answerer(tag(gauge, "version"), tag(gauge, "role")));
    }
    return versions;
  }

  /** The model that they are of; as of the last reading. */
  public Optional<String> model() {
    return gauges(Metric.VERSION.id()).stream().map(gauge -> tag(gauge, "model")).findFirst();
  }

  private Map<Answerer, Long> predictions() {
    Map<Answerer, Long> counts = new HashMap<>();
    for (Counter counter : registry.find(Metric.PREDICTIONS.id()).counters()) {
      counts.merge(
          new Answerer(tag(counter, "version"), tag(counter, "cohort")),
          (long) counter.count(),
          Long::sum);
    }
    return counts;
  }

  private Map<String, Long> failures() {
    Map<String, Long> counts = new HashMap<>();
    for (Counter counter : registry.find(Metric.FAILURES.id()).counters()) {
      if (counter.count() > 0) {
        counts.put(tag(counter, "code"), (long) counter.count());
      }
    }
    return counts;
  }

  /** Of all versions together: their buckets are the same. */
  private Histogram latency() {
    List<Double> bounds = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    long total = 0;
    for (Timer timer : registry.find(Metric.LATENCY.id()).timers()) {
      // Its count is read before its buckets, so that none seems to be beyond the last of them.
      HistogramSnapshot snapshot = timer.takeSnapshot();
      long most = snapshot.count();
      int at = 0;
      for (CountAtBucket bucket : snapshot.histogramCounts()) {
        if (Double.isInfinite(bucket.bucket())) {
          continue;
        }
        if (at == bounds.size()) {
          bounds.add(bucket.bucket(TimeUnit.SECONDS));
          counts.add(0L);
        }
        counts.set(at, counts.get(at) + (long) bucket.count());
        most = Math.max(most, (long) bucket.count());
        at++;
      }
      total += most;
    }
    return new Histogram(bounds, counts, total);
  }

  private Reading.Batches batches() {
    long count = 0;
    long images = 0;
    double seconds = 0;
    for (DistributionSummary sizes : registry.find(Metric.BATCH_IMAGES.id()).summaries()) {
      count += sizes.count();
      images += (long) sizes.totalAmount();
    }
    for (Timer run : registry.find(Metric.BATCH_RUN.id()).timers()) {
      seconds += run.totalTime(TimeUnit.SECONDS);
    }
    return new Reading.Batches(count, images, seconds);
  }

  private OptionalLong lag() {
    Collection<Gauge> partitions = gauges(Metric.LAG.id());
    return partitions.isEmpty() ? OptionalLong.empty() : OptionalLong.of((long) sum(partitions));
  }

  private long memory() {
    Collection<Gauge> resident = gauges(MEMORY);
    return (long) sum(resident.isEmpty() ? gauges(HEAP) : resident);
  }

  private Collection<Gauge> gauges(String id) {
    return registry.find(id).gauges();
  }

  /** A figure that is not known yet counts as none. */
  private static double sum(Collection<Gauge> gauges) {
    return gauges.stream().mapToDouble(Gauge::value).filter(value -> value >= 0).sum();
  }

  private static String tag(Meter meter, String name) {
    return String.valueOf(meter.getId().getTag(name));
  }
}
