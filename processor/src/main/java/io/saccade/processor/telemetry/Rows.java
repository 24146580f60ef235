package io.saccade.processor.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;

/** Series of one metric that come and go. One thread at a time. */
final class Rows {

  private final MeterRegistry registry;
  private final Metric metric;
  private final Map<Tags, Row> rows = new HashMap<>();

  Rows(MeterRegistry registry, Metric metric) {
    this.registry = registry;
    this.metric = metric;
  }

  private static final class Row {

    private volatile double value;
    private Meter.Id id = NOWHERE;
  }

  private static final Meter.Id NOWHERE =
      new Meter.Id("nowhere", Tags.empty(), null, null, Meter.Type.OTHER);

  /** These there are now, and no others. */
  void are(Map<Tags, Double> values) {
    rows.entrySet()
        .removeIf(
            row -> {
              boolean gone = !values.containsKey(row.getKey());
              if (gone) {
                registry.remove(row.getValue().id);
              }
              return gone;
            });
    values.forEach((tags, value) -> rows.computeIfAbsent(tags, this::register).value = value);
  }

  private Row register(Tags tags) {
    Row row = new Row();
    row.id =
        metric.kind() == Metric.Kind.COUNTER
            ? FunctionCounter.builder(metric.id(), row, of -> of.value)
                .description(metric.meaning())
                .tags(tags)
                .register(registry)
                .getId()
            : Gauge.builder(metric.id(), row, of -> of.value)
                .description(metric.meaning())
                .tags(tags)
                .register(registry)
                .getId();
    return row;
  }
}
