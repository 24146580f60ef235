package io.saccade.bench.latency;

import io.saccade.bench.pipeline.Kafka;
import io.saccade.cli.console.CommandFailedException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Makes topics that keep what one load needs and little more: photographs at hundreds a second, for
 * many minutes, would fill a disk.
 */
final class EventTopics {

  private static final long SEGMENT_BYTES = 32L << 20;

  private EventTopics() {}

  /**
   * Makes a topic.
   *
   * @param keptBytes what a partition never loses
   */
  static void create(Kafka kafka, String name, int partitions, long keptBytes)
      throws CommandFailedException, InterruptedException {
    kafka.createTopic(name, partitions);
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
    Collection<AlterConfigOp> limits =
        Stream.of(
                entry(TopicConfig.SEGMENT_BYTES_CONFIG, SEGMENT_BYTES),
                entry(TopicConfig.RETENTION_BYTES_CONFIG, keptBytes),
                entry(TopicConfig.FILE_DELETE_DELAY_MS_CONFIG, 1000))
            .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
            .toList();
    try (Admin admin = Admin.create(kafka.clients())) {
      admin.incrementalAlterConfigs(Map.of(topic, limits)).all().get();
    } catch (ExecutionException e) {
      throw new CommandFailedException("topic " + name + " cannot be bounded: " + e.getCause(), e);
    }
  }

  private static ConfigEntry entry(String name, long value) {
    return new ConfigEntry(name, Long.toString(value));
  }
}
