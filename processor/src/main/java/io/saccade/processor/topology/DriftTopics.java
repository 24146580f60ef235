package io.saccade.processor.topology;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topics of drift.
 *
 * @param statistics where reports go, keyed by model and stream key
 * @param deltas what images add to windows on their way to whoever adds it up; nobody else's
 *     business
 * @param acceptances of which windows operators say that all was well, keyed by {@link StreamId};
 *     compacted
 */
public record DriftTopics(String statistics, String deltas, String acceptances) {

  /** Long enough for who adds up to come back from an outage. */
  private static final Duration DELTAS_KEPT = Duration.ofDays(2);

  public DriftTopics {
    if (statistics.isBlank() || deltas.isBlank() || acceptances.isBlank()) {
      throw new IllegalArgumentException("a topic's name must not be blank");
    }
    if (!differ(statistics, deltas, acceptances)) {
      throw new IllegalArgumentException(
          "the topics must differ, but were %s, %s and %s"
              .formatted(statistics, deltas, acceptances));
    }
  }

  /** As they are called where nobody says otherwise. */
  public static DriftTopics defaults() {
    return new DriftTopics("drift-statistics", "drift-deltas", "drift-acceptances");
  }

  /** All of them. */
  public List<String> all() {
    return List.of(statistics, deltas, acceptances);
  }

  private static boolean differ(String... names) {
    return Set.copyOf(List.of(names)).size() == names.length;
  }

  /** What is particular to a topic, as Kafka names it: deltas are read once, within seconds. */
  public Map<String, String> configs(String topic) {
    if (topic.equals(acceptances)) {
      return Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    }
    return topic.equals(deltas)
        ? Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            Long.toString(DELTAS_KEPT.toMillis()))
        : Map.of();
  }
}
