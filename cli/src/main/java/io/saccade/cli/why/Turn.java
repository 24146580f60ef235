package io.saccade.cli.why;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.kafka.Connections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Whose turn it is on an event's partition.
 *
 * @param group whose processors answer
 * @param committed the next event that is not committed; empty where the group has none of it
 * @param ahead how many records are before the event
 */
record Turn(String group, OptionalLong committed, long ahead) {

  static Turn of(Spot event, String group, Map<String, Object> clients)
      throws CommandFailedException, InterruptedException {
    try (Admin admin = Admin.create(clients)) {
      OffsetAndMetadata committed =
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get()
              .get(event.topicPartition());
      return committed == null
          ? new Turn(group, OptionalLong.empty(), 0)
          : new Turn(
              group,
              OptionalLong.of(committed.offset()),
              Math.max(0, event.offset() - committed.offset()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return new Turn(group, OptionalLong.empty(), 0);
      }
      throw Connections.failed(e);
    } catch (KafkaException e) {
      throw Connections.failed(e);
    }
  }

  /** Whether the processors are past the event. */
  boolean isPast(Spot event) {
    return committed.isPresent() && event.offset() < committed.getAsLong();
  }
}
