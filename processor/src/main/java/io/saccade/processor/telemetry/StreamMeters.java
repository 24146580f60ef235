package io.saccade.processor.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.saccade.processor.labels.AccuracyMetrics;
import io.saccade.processor.topology.AlarmMetrics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.common.MetricName;

/**
 * What the tasks of this instance say of their partitions and streams, as metrics of Kafka Streams:
 * those go where the tasks go. One thread at a time.
 */
final class StreamMeters {

  /** Stream keys that are told apart; all others are taken together. */
  static final int KEYS = 100;

  static final String OTHERS = "other";

  private static final String LAG = "records-lag";

  private final String images;
  private final Rows lag;
  private final List<Figure> figures;

  /**
   * A figure of streams.
   *
   * @param name of Kafka's metric
   * @param together what it is of several streams together
   */
  private record Figure(Rows rows, String group, String name, DoubleBinaryOperator together) {}

  /**
   * Nothing is known yet.
   *
   * @param images the topic of images
   */
  StreamMeters(MeterRegistry registry, String images) {
    this.images = images;
    this.lag = new Rows(registry, Metric.LAG);
    String drift = AlarmMetrics.GROUP;
    String labels = AccuracyMetrics.GROUP;
    this.figures =
        List.of(
            new Figure(new Rows(registry, Metric.DRIFT_P), drift, AlarmMetrics.P, Math::min),
            new Figure(
                new Rows(registry, Metric.DRIFT_ALARM), drift, AlarmMetrics.STATE, Math::max),
            new Figure(
                new Rows(registry, Metric.DRIFT_ALARMS), drift, AlarmMetrics.ALARMS, Double::sum),
            new Figure(
                new Rows(registry, Metric.DRIFT_WINDOWS), drift, AlarmMetrics.WINDOWS, Double::sum),
            new Figure(
                new Rows(registry, Metric.LABELS_ACCURACY),
                labels,
                AccuracyMetrics.ACCURACY,
                Math::min),
            new Figure(
                new Rows(registry, Metric.LABELS_JOINED),
                labels,
                AccuracyMetrics.JOINED,
                Double::sum));
  }

  /** Takes in what Kafka's clients say now. */
  void refresh(Map<MetricName, Double> said) {
    Map<Tags, Double> lags = new HashMap<>();
    said.forEach(
        (name, value) -> {
          if (name.name().equals(LAG) && images.equals(name.tags().get("topic"))) {
            lags.put(Tags.of("partition", tag(name, "partition")), value);
          }
        });
    lag.are(lags);
    Set<String> keys =
        said.keySet().stream()
            .filter(name -> name.tags().containsKey("stream-key"))
            .map(name -> tag(name, "stream-key"))
            .sorted()
            .distinct()
            .limit(KEYS)
            .collect(Collectors.toSet());
    figures.forEach(figure -> refresh(figure, said, keys));
  }

  private static void refresh(Figure figure, Map<MetricName, Double> said, Set<String> keys) {
    Map<Tags, Double> rows = new HashMap<>();
    said.forEach(
        (name, value) -> {
          if (name.group().equals(figure.group()) && name.name().equals(figure.name())) {
            rows.merge(tags(name, keys), value, figure.together()::applyAsDouble);
          }
        });
    figure.rows().are(rows);
  }

  private static Tags tags(MetricName name, Set<String> keys) {
    String key = tag(name, "stream-key");
    return Tags.of(
        "model",
        tag(name, "model"),
        "version",
        tag(name, "version"),
        "key",
        keys.contains(key) ? key : OTHERS,
        "scope",
        tag(name, "scale"));
  }

  private static String tag(MetricName name, String tag) {
    return name.tags().getOrDefault(tag, "");
  }
}
