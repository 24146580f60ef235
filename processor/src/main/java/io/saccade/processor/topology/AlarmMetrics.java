package io.saccade.processor.topology;

import io.saccade.schemas.avro.DriftReport;
import io.saccade.schemas.avro.DriftState;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.CumulativeCount;
import org.apache.kafka.common.metrics.stats.Value;
import org.apache.kafka.streams.StreamsMetrics;

/**
 * How the streams of one task stand, as metrics of Kafka Streams: by JMX {@code
 * kafka.streams:type=saccade-drift,...}. Of streams without end only those reported on last have
 * one. For one thread.
 */
final class AlarmMetrics implements AutoCloseable {

  static final String GROUP = "saccade-drift";

  /** A hundred streams, at three scales. */
  private static final int KEPT = 300;

  private final StreamsMetrics metrics;
  private final Map<Map<String, String>, Sensors> streams = new LinkedHashMap<>(64, 0.75f, true);

  private record Sensors(Sensor state, Sensor alarms) {}

  AlarmMetrics(StreamsMetrics metrics) {
    this.metrics = metrics;
  }

  /** Takes in a report. */
  void reported(DriftReport report) {
    Sensors sensors = streams.computeIfAbsent(tags(report), this::sensors);
    if (streams.size() > KEPT) {
      Map.Entry<Map<String, String>, Sensors> oldest = streams.entrySet().iterator().next();
      remove(oldest.getValue());
      streams.remove(oldest.getKey());
    }
    DriftState before = report.getStateBefore();
    // A window of too few images says nothing, and leaves a stream as it stands.
    DriftState state = report.getState() == DriftState.INSUFFICIENT ? before : report.getState();
    sensors.state().record(number(state));
    if (state == DriftState.ALARM
        && before != DriftState.ALARM
        && before != DriftState.RECOVERING) {
      sensors.alarms().record();
    }
  }

  @Override
  public void close() {
    streams.values().forEach(this::remove);
    streams.clear();
  }

  /** Dashboards and rules go by these numbers. */
  private static int number(DriftState state) {
    return switch (state) {
      case INSUFFICIENT -> 0;
      case OK -> 1;
      case WARN -> 2;
      case ALARM -> 3;
      case RECOVERING -> 4;
    };
  }

  private void remove(Sensors sensors) {
    metrics.removeSensor(sensors.state());
    metrics.removeSensor(sensors.alarms());
  }

  private Sensors sensors(Map<String, String> tags) {
    Sensor state = sensor("state", tags);
    state.add(
        new MetricName(
            "alarm-state",
            GROUP,
            "0 nothing judged yet, 1 OK, 2 WARN, 3 ALARM, 4 RECOVERING",
            tags),
        new Value());
    Sensor alarms = sensor("alarms", tags);
    alarms.add(
        new MetricName("alarms-total", GROUP, "how many alarms were raised", tags),
        new CumulativeCount());
    return new Sensors(state, alarms);
  }

  private Sensor sensor(String what, Map<String, String> tags) {
    return metrics.addSensor(GROUP + "." + what + "." + tags, Sensor.RecordingLevel.INFO);
  }

  private static Map<String, String> tags(DriftReport report) {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("model", report.getModel());
    tags.put("version", report.getVersion());
    tags.put("stream-key", report.getStreamKey());
    tags.put("scale", report.getScale());
    return tags;
  }
}
