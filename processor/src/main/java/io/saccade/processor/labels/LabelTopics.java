package io.saccade.processor.labels;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topics of labels.
 *
 * @param labels where labels come from
 * @param accuracy where reports on them go; compacted, because a report replaces the one before
 * @param joins where predictions and labels of an event meet; nobody else's business
 */
public record LabelTopics(String labels, String accuracy, String joins) {

  /** Long enough for who joins to come back from an outage. */
  private static final Duration JOINS_KEPT = Duration.ofDays(2);

  public LabelTopics {
    if (labels.isBlank() || accuracy.isBlank() || joins.isBlank()) {
      throw new IllegalArgumentException("a topic's name must not be blank");
    }
    if (new HashSet<>(List.of(labels, accuracy, joins)).size() < 3) {
      throw new IllegalArgumentException(
          "the topics must differ, but were %s, %s and %s".formatted(labels, accuracy, joins));
    }
  }

  /** As they are called where nobody says otherwise. */
  public static LabelTopics defaults() {
    return new LabelTopics("labels", "accuracy", "label-joins");
  }

  /** All of them. */
  public List<String> all() {
    return List.of(labels, accuracy, joins);
  }

  /** What is particular to a topic, as Kafka names it. */
  public Map<String, String> configs(String topic) {
    if (topic.equals(accuracy)) {
      return Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    }
    return topic.equals(joins)
        ? Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            Long.toString(JOINS_KEPT.toMillis()))
        : Map.of();
  }
}
