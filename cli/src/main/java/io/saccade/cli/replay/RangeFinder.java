package io.saccade.cli.replay;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.kafka.Connections;
import io.saccade.cli.kafka.Moment;
import io.saccade.cli.replay.RangeOptions.Wanted;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Finds the offsets of a range, of committed records only. */
final class RangeFinder {

  private final Admin admin;
  private final String topic;
  private final int partitions;
  private final Instant now;

  /**
   * A finder.
   *
   * @param admin to ask; not closed here
   * @param partitions of the topic
   */
  RangeFinder(Admin admin, String topic, int partitions, Instant now) {
    this.admin = admin;
    this.topic = topic;
    this.partitions = partitions;
    this.now = now;
  }

  /**
   * The range, within what the topic holds now.
   *
   * @throws CommandFailedException where a partition that was named does not exist, or Kafka fails
   */
  Range find(Wanted wanted) throws CommandFailedException, InterruptedException {
    Map<Integer, Long> first = offsets(OffsetSpec.earliest());
    Map<Integer, Long> last = offsets(OffsetSpec.latest());
    Map<Integer, Span> spans = new TreeMap<>();
    if (wanted instanceof Wanted.Times times) {
      Map<Integer, Long> from = at(times.from(), first, last);
      Map<Integer, Long> to = at(times.to(), first, last);
      first.keySet().forEach(partition -> add(spans, partition, from, to));
    } else if (wanted instanceof Wanted.Offsets offsets) {
      Map<Integer, Long> to = new HashMap<>(last);
      offsets.to().ifPresent(list -> to.putAll(list.byPartition()));
      for (Map.Entry<Integer, Long> start : offsets.from().byPartition().entrySet()) {
        int partition = start.getKey();
        if (!first.containsKey(partition)) {
          throw new CommandFailedException(
              "topic %s has partitions 0 to %d, but --from-offsets names %d"
                  .formatted(topic, partitions - 1, partition));
        }
        long from = Math.max(start.getValue(), first.getOrDefault(partition, 0L));
        long end = Math.min(to.getOrDefault(partition, 0L), last.getOrDefault(partition, 0L));
        spans.put(partition, new Span(Math.min(from, Math.max(end, 0)), Math.max(end, 0)));
      }
    }
    return Range.of(topic, spans);
  }

  private static void add(
      Map<Integer, Span> spans, int partition, Map<Integer, Long> from, Map<Integer, Long> to) {
    long end = to.getOrDefault(partition, 0L);
    spans.put(partition, new Span(Math.min(from.getOrDefault(partition, end), end), end));
  }

  /** Where a moment is; behind the last record where there is none of that time or later. */
  private Map<Integer, Long> at(Moment moment, Map<Integer, Long> first, Map<Integer, Long> last)
      throws CommandFailedException, InterruptedException {
    if (moment instanceof Moment.Earliest) {
      return first;
    }
    if (moment instanceof Moment.Latest) {
      return last;
    }
    long millis =
        moment instanceof Moment.At at
            ? Math.max(0, at.time().toEpochMilli())
            : Moment.millis(((Moment.Ago) moment).time(), now);
    Map<Integer, Long> found = offsets(OffsetSpec.forTimestamp(millis));
    found.replaceAll((partition, offset) -> offset < 0 ? last.getOrDefault(partition, 0L) : offset);
    return found;
  }

  private Map<Integer, Long> offsets(OffsetSpec spec)
      throws CommandFailedException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      asked.put(new TopicPartition(topic, partition), spec);
    }
    try {
      Map<Integer, Long> offsets = new TreeMap<>();
      admin
          .listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
          .all()
          .get()
          .forEach((partition, found) -> offsets.put(partition.partition(), found.offset()));
      return offsets;
    } catch (ExecutionException e) {
      throw Connections.failed(e);
    }
  }
}
