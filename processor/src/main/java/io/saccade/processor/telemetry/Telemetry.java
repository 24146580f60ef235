package io.saccade.processor.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.saccade.model.NativeHandles;
import io.saccade.processor.lookahead.EngineListener;
import io.saccade.processor.lookahead.LookAheadStats;
import io.saccade.processor.release.StatusListener;
import io.saccade.processor.source.FetchListener;
import io.saccade.processor.topology.TopologyListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one processor. Whoever does the work tells its listeners and knows nothing of
 * this; {@link Metric} says what there is. Thread-safe.
 */
public final class Telemetry implements AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final List<Supplier<Map<MetricName, ? extends org.apache.kafka.common.Metric>>> clients =
      new ArrayList<>();
  private final List<KafkaStreamsMetrics> kafka = new ArrayList<>();
  private final JvmGcMetrics pauses = new JvmGcMetrics();
  private final EngineMeters engine;
  private final FetchMeters fetches;
  private final ReleaseMeters releases;
  private final StreamMeters streams;
  private final Timer load;
  private volatile @Nullable Supplier<LookAheadStats> stats;

  /**
   * Begins to measure.
   *
   * @param images the topic of images
   */
  public Telemetry(NativeHandles handles, String images) {
    registry.config().meterFilter(new KafkaMeters());
    this.engine = new EngineMeters(registry);
    this.fetches = new FetchMeters(registry);
    this.releases = new ReleaseMeters(registry);
    this.streams = new StreamMeters(registry, images);
    this.load = Scale.OF_A_LOAD.timer(registry, Metric.LOAD);
    for (NativeHandles.Kind kind : NativeHandles.Kind.values()) {
      Gauge.builder(Metric.NATIVE_HANDLES.id(), () -> handles.open(kind))
          .description(Metric.NATIVE_HANDLES.meaning())
          .tag("kind", kind.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    bindToProcess();
  }

  private void bindToProcess() {
    pauses.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new ProcessMemory().bindTo(registry);
  }

  /** Is to be told what the engine does. */
  public EngineListener engine() {
    return engine;
  }

  /** Is to be told how fetching goes. */
  public FetchListener fetches() {
    return fetches;
  }

  /** Is to be told what the topology forwards. */
  public TopologyListener topology() {
    return engine;
  }

  /** Is to be told what is done about releases. */
  public StatusListener releases() {
    return releases;
  }

  /** A version was fetched, proved and warmed up. */
  public void loaded(Duration took) {
    load.record(took);
  }

  /** The engine has started. */
  public void started(Supplier<LookAheadStats> now) {
    stats = now;
    gauge(Metric.LANES, LookAheadStats::lanes);
    gauge(Metric.LANES_BUSY, LookAheadStats::busyLanes);
    gauge(Metric.PENDING, LookAheadStats::pending);
    counter(Metric.LOOKAHEAD_HITS, LookAheadStats::hits);
    counter(Metric.LOOKAHEAD_MISSES, LookAheadStats::misses);
  }

  /**
   * A Kafka Streams is about to start.
   *
   * @param application what it is for, which tells its metrics from those of others
   */
  public synchronized void starts(String application, KafkaStreams of) {
    KafkaStreamsMetrics binder =
        new KafkaStreamsMetrics(of, List.of(Tag.of("application", application)));
    kafka.add(binder);
    binder.bindTo(registry);
    clients.add(of::metrics);
  }

  /** The meters, for whoever shows them; ask {@link #refresh} before those that come and go. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Brings those up to date that come and go: partitions, streams, versions. */
  public synchronized void refresh() {
    releases.refresh();
    Map<MetricName, Double> said = new HashMap<>();
    for (Supplier<Map<MetricName, ? extends org.apache.kafka.common.Metric>> client : clients) {
      client
          .get()
          .forEach(
              (name, metric) -> {
                if (metric.metricValue() instanceof Number number) {
                  said.put(name, number.doubleValue());
                }
              });
    }
    streams.refresh(said);
  }

  /** All of them as they are now, in the text format of Prometheus. */
  public synchronized String scrape() {
    refresh();
    return registry.scrape();
  }

  @Override
  public synchronized void close() {
    kafka.forEach(KafkaStreamsMetrics::close);
    pauses.close();
    registry.close();
  }

  private void gauge(Metric metric, ToDoubleFunction<LookAheadStats> figure) {
    Gauge.builder(metric.id(), this, of -> of.figure(figure))
        .description(metric.meaning())
        .register(registry);
  }

  private void counter(Metric metric, ToDoubleFunction<LookAheadStats> figure) {
    FunctionCounter.builder(metric.id(), this, of -> of.figure(figure))
        .description(metric.meaning())
        .register(registry);
  }

  private double figure(ToDoubleFunction<LookAheadStats> figure) {
    Supplier<LookAheadStats> now = stats;
    return now == null ? 0 : figure.applyAsDouble(now.get());
  }
}
