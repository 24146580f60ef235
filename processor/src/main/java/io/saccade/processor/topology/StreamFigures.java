package io.saccade.processor.topology;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.MeasurableStat;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.common.metrics.stats.Value;
import org.apache.kafka.streams.StreamsMetrics;

/**
 * Figures of the streams of one task, as metrics of Kafka Streams, which end with the task; of
 * streams without end only those told of last have any. For one thread.
 */
public final class StreamFigures implements AutoCloseable {

  /** A hundred streams, at three scales. */
  private static final int KEPT = 300;

  private final StreamsMetrics metrics;
  private final String group;
  private final Map<Map<String, String>, Map<String, Sensor>> streams =
      new LinkedHashMap<>(64, 0.75f, true);

  /**
   * No figures yet.
   *
   * @param group of the metrics
   */
  public StreamFigures(StreamsMetrics metrics, String group) {
    this.metrics = metrics;
    this.group = group;
  }

  /** What tells a stream at a scale from others, as tags. */
  public static Map<String, String> tags(String model, String version, String key, String scale) {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("model", model);
    tags.put("version", version);
    tags.put("stream-key", key);
    tags.put("scale", scale);
    return tags;
  }

  /** A figure is this now. */
  public void set(Map<String, String> tags, String name, String meaning, double value) {
    sensor(tags, new MetricName(name, group, meaning, tags), new Value()).record(value);
  }

  /** A figure is larger by so much now. */
  public void add(Map<String, String> tags, String name, String meaning, double more) {
    sensor(tags, new MetricName(name, group, meaning, tags), new CumulativeSum()).record(more);
  }

  @Override
  public void close() {
    streams.values().forEach(sensors -> sensors.values().forEach(metrics::removeSensor));
    streams.clear();
  }

  private Sensor sensor(Map<String, String> tags, MetricName name, MeasurableStat stat) {
    Map<String, Sensor> sensors = streams.computeIfAbsent(tags, of -> new LinkedHashMap<>());
    if (streams.size() > KEPT) {
      Map.Entry<Map<String, String>, Map<String, Sensor>> oldest =
          streams.entrySet().iterator().next();
      oldest.getValue().values().forEach(metrics::removeSensor);
      streams.remove(oldest.getKey());
    }
    return sensors.computeIfAbsent(
        name.name(),
        of -> {
          Sensor made =
              metrics.addSensor(group + "." + of + "." + tags, Sensor.RecordingLevel.INFO);
          made.add(name, stat);
          return made;
        });
  }
}
