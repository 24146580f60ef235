package io.saccade.cli.replay;

import io.saccade.cli.console.CommandFailedException;
import io.saccade.cli.console.StopSignal;
import io.saccade.schemas.AvroReader;
import io.saccade.schemas.avro.Prediction;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * What the live processor said, as its topic of predictions has it. Predictions bear the time of
 * their events, so what was said of a range is found from its oldest event on. For one thread.
 */
final class RecordedPredictions {

  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final AvroReader<Prediction> reader;

  /**
   * Recorded predictions.
   *
   * @param consumer to read with, of committed records; not closed here
   */
  RecordedPredictions(
      Consumer<byte[], byte[]> consumer, String topic, AvroReader<Prediction> reader) {
    this.consumer = consumer;
    this.topic = topic;
    this.reader = reader;
  }

  /**
   * Holds everything that was said from a time on against the replay.
   *
   * @param fromMillis the time of the oldest event
   * @return how many records of the topic are no predictions of ours
   */
  long compare(long fromMillis, Comparison comparison, StopSignal stop)
      throws CommandFailedException {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic, PATIENCE).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
    seek(partitions, ends, fromMillis);
    long unreadable = 0;
    while (!stop.isAsked() && !isAt(ends)) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        Optional<Answer> answer =
            record.value() == null ? Optional.empty() : Answer.read(reader, record.value());
        answer.ifPresent(comparison::add);
        unreadable += answer.isEmpty() ? 1 : 0;
      }
    }
    return unreadable;
  }

  private void seek(
      List<TopicPartition> partitions, Map<TopicPartition, Long> ends, long fromMillis) {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, fromMillis));
    Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times, PATIENCE);
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp start = starts.get(partition);
      consumer.seek(partition, start == null ? ends.getOrDefault(partition, 0L) : start.offset());
    }
  }

  private boolean isAt(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
  }
}
