package io.saccade.deploy;

import io.saccade.model.NativeHandles;
import io.saccade.processor.telemetry.Metric;
import io.saccade.processor.telemetry.Telemetry;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Every name that Prometheus can find at a processor. */
final class KnownMetrics {

  /**
   * Those that are there once the processor is in its group; {@code ProcessorImageIT} sees them.
   */
  static final List<String> OF_KAFKA =
      List.of("kafka_consumer_coordinator_last_heartbeat_seconds_ago");

  /** Those that are there once the collector has paused. */
  private static final List<String> OF_PAUSES = List.of("jvm_gc_pause_seconds_sum");

  private KnownMetrics() {}

  static Set<String> all() {
    Set<String> names = new TreeSet<>(Set.of("up"));
    names.addAll(OF_KAFKA);
    names.addAll(OF_PAUSES);
    for (Metric metric : Metric.values()) {
      switch (metric.kind()) {
        case TIMES, SIZES -> {
          for (String part : List.of("_bucket", "_sum", "_count")) {
            names.add(metric.prometheus() + part);
          }
        }
        default -> names.add(metric.prometheus());
      }
    }
    try (Telemetry telemetry = new Telemetry(new NativeHandles(), "images")) {
      telemetry
          .scrape()
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> names.add(line.split("[{ ]", 2)[0]));
    }
    return names;
  }
}
