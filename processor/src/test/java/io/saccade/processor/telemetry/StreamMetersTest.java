package io.saccade.processor.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.saccade.processor.topology.AlarmMetrics;
import io.saccade.processor.topology.StreamFigures;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

final class StreamMetersTest {

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final StreamMeters meters = new StreamMeters(registry, "images");

  private static MetricName lag(String topic, int partition) {
    return new MetricName(
        "records-lag",
        "consumer-fetch-manager-metrics",
        "",
        Map.of("client-id", "c", "topic", topic, "partition", Integer.toString(partition)));
  }

  private static MetricName state(String key) {
    return new MetricName(
        AlarmMetrics.STATE, AlarmMetrics.GROUP, "", StreamFigures.tags("cats", "1", key, "PT5M"));
  }

  @Test
  void showsTheLagOfThePartitionsThatAreHereNow() {
    meters.refresh(Map.of(lag("images", 0), 7.0, lag("images", 3), 9.0, lag("deltas", 1), 5.0));
    assertThat(registry.get(Metric.LAG.id()).tag("partition", "3").gauge().value()).isEqualTo(9);
    assertThat(registry.find(Metric.LAG.id()).gauges()).hasSize(2);

    meters.refresh(Map.of(lag("images", 3), 1.0));

    assertThat(registry.get(Metric.LAG.id()).gauge().value()).isEqualTo(1);
  }

  @Test
  void takesKeysBeyondTheMostTogetherAndLosesNoAlarm() {
    Map<MetricName, Double> said = new HashMap<>();
    for (int key = 0; key < 3 * StreamMeters.KEYS; key++) {
      said.put(state("camera-%04d".formatted(key)), key == 250 ? 2.0 : 0.0);
    }

    meters.refresh(said);

    assertThat(registry.find(Metric.DRIFT_ALARM.id()).gauges()).hasSize(StreamMeters.KEYS + 1);
    assertThat(
            registry
                .get(Metric.DRIFT_ALARM.id())
                .tags("key", StreamMeters.OTHERS, "model", "cats", "version", "1", "scope", "PT5M")
                .gauge()
                .value())
        .isEqualTo(2);
  }
}
