package io.saccade.processor.release;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topics of releases.
 *
 * @param releases the operator's desired state, keyed by model; compacted
 * @param status what instances do about it, keyed by model and instance; kept whole, because it is
 *     the audit
 */
public record ReleaseTopics(String releases, String status) {

  /** Both have one partition: releases are few, and one partition has one order. */
  public static final int PARTITIONS = 1;

  public ReleaseTopics {
    if (releases.isBlank() || status.isBlank()) {
      throw new IllegalArgumentException("a topic's name must not be blank");
    }
    if (releases.equals(status)) {
      throw new IllegalArgumentException("the topics must differ, but both were " + releases);
    }
  }

  /** As they are called where nobody says otherwise. */
  public static ReleaseTopics defaults() {
    return new ReleaseTopics("model-releases", "model-status");
  }

  /** Both of them. */
  public List<String> all() {
    return List.of(releases, status);
  }

  /** What is particular to one of the topics, as Kafka names it. */
  public Map<String, String> configs(String topic) {
    return topic.equals(releases)
        ? Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)
        : Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            "-1",
            TopicConfig.RETENTION_BYTES_CONFIG,
            "-1");
  }
}
