package io.saccade.cli.replay;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.kafka.Connections;
import io.saccade.cli.kafka.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * The topic that a replay writes to.
 *
 * @param topic its name
 * @param append whether it may hold the predictions of an earlier replay
 */
record Destination(String topic, boolean append) {

  private static final int MAX_MESSAGE_BYTES = 1 << 20;

  /**
   * Makes the topic where it is missing.
   *
   * @param live topics that must never be written to
   * @param partitions of the events' topic: each keeps its order in one of the same number
   * @return how many partitions it has
   * @throws CommandFailedException where it is a live one, or holds something already
   */
  int prepare(Topics topics, Admin admin, List<String> live, int partitions)
      throws CommandFailedException, InterruptedException {
    if (live.contains(topic)) {
      throw new CommandFailedException(
          "topic %s is one of the processor's own; a replay writes to a topic of its own"
                  .formatted(topic)
              + " (--to-topic)");
    }
    Optional<Topics.Topic> there = topics.find(topic);
    if (there.isEmpty()) {
      topics.create(topic, partitions, MAX_MESSAGE_BYTES);
      return partitions;
    }
    long held = held(admin, there.get().partitions());
    if (held > 0 && !append) {
      throw new CommandFailedException(
          ("topic %s holds %,d records of an earlier replay; name another with --to-topic, delete"
                  + " it, or add to it with --append: every record says in its header"
                  + " saccade.replay which run wrote it")
              .formatted(topic, held));
    }
    return there.get().partitions();
  }

  private long held(Admin admin, int partitions)
      throws CommandFailedException, InterruptedException {
    Map<TopicPartition, OffsetSpec> first = new HashMap<>();
    Map<TopicPartition, OffsetSpec> last = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      first.put(new TopicPartition(topic, partition), OffsetSpec.earliest());
      last.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    try {
      return sum(admin.listOffsets(last).all().get()) - sum(admin.listOffsets(first).all().get());
    } catch (ExecutionException e) {
      throw Connections.failed(e);
    }
  }

  private static long sum(Map<TopicPartition, ListOffsetsResultInfo> offsets) {
    return offsets.values().stream().mapToLong(ListOffsetsResultInfo::offset).sum();
  }
}
