package io.saccade.processor.topology;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topics of drift.
 *
 * @param statistics where reports go, keyed by model and stream key
 * @param deltas what images add to windows on their way to whoever adds it up; nobody else's
 *     business
 */
public record DriftTopics(String statistics, String deltas) {

  /** Long enough for who adds up to come back from an outage. */
  private static final Duration DELTAS_KEPT = Duration.ofDays(2);

  public DriftTopics {
    if (statistics.isBlank() || deltas.isBlank()) {
      throw new IllegalArgumentException("a topic's name must not be blank");
    }
    if (statistics.equals(deltas)) {
      throw new IllegalArgumentException("the topics must differ, but both were " + statistics);
    }
  }

  /** As they are called where nobody says otherwise. */
  public static DriftTopics defaults() {
    return new DriftTopics("drift-statistics", "drift-deltas");
  }

  /** Both of them. */
  public List<String> all() {
    return List.of(statistics, deltas);
  }

  /** What is particular to a topic, as Kafka names it: deltas are read once, within seconds. */
  public Map<String, String> configs(String topic) {
    return topic.equals(deltas)
        ? Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            Long.toString(DELTAS_KEPT.toMillis()))
        : Map.of();
  }
}
