package io.saccade.cli.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Reads a range, partition by partition in order, in no group. For one thread. */
final class RangeReader {

  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Consumer<byte[], byte[]> consumer;
  private final Range range;
  private final Set<TopicPartition> left = new HashSet<>();

  /** Puts the consumer, which is not closed here, at the start of a range. */
  RangeReader(Consumer<byte[], byte[]> consumer, Range range) {
    this.consumer = consumer;
    this.range = range;
    range.spans().keySet().forEach(p -> left.add(new TopicPartition(range.topic(), p)));
    consumer.assign(left);
    consumer.resume(left); // What an earlier range has paused stays so where it is assigned again.
    left.forEach(partition -> consumer.seek(partition, span(partition).from()));
  }

  /** Whether everything was read. */
  boolean isDone() {
    return left.isEmpty();
  }

  /**
   * What comes next, waiting a little where that is nothing. Partitions take turns, as they do in
   * the processor; each is in its own order.
   */
  List<ConsumerRecord<byte[], byte[]>> poll() {
    ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
    List<Iterator<ConsumerRecord<byte[], byte[]>>> turns = new ArrayList<>();
    for (TopicPartition partition : polled.partitions()) {
      turns.add(polled.records(partition).iterator());
    }
    List<ConsumerRecord<byte[], byte[]>> events = new ArrayList<>();
    while (!turns.isEmpty()) {
      for (Iterator<ConsumerRecord<byte[], byte[]>> turn : turns) {
        if (turn.hasNext()) {
          ConsumerRecord<byte[], byte[]> event = turn.next();
          if (range.contains(event.partition(), event.offset())) {
            events.add(event);
          }
        }
      }
      turns.removeIf(turn -> !turn.hasNext());
    }
    leaveDone();
    return events;
  }

  /** Positions pass over what is no event: transactions' markers, and what was compacted. */
  private void leaveDone() {
    List<TopicPartition> done =
        left.stream()
            .filter(partition -> consumer.position(partition, PATIENCE) >= span(partition).to())
            .toList();
    left.removeAll(done);
    consumer.pause(done);
  }

  private Span span(TopicPartition partition) {
    Span span = range.spans().get(partition.partition());
    if (span == null) {
      throw new IllegalStateException("nothing of " + partition + " is to be read");
    }
    return span;
  }
}
