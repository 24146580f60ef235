package io.saccade.cli.failures;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a record stands.
 *
 * @param topic its name
 * @param partition of it
 * @param offset in that
 */
record Place(String topic, int partition, long offset) {

  private static final Pattern TEXT = Pattern.compile("(.{1,249})-(\\d{1,9})@(\\d{1,18})");

  static Place of(ConsumerRecord<byte[], byte[]> record) {
    return new Place(record.topic(), record.partition(), record.offset());
  }

  /** Reads what {@link #toString} writes; empty where it is none. */
  static Optional<Place> parse(String text) {
    Matcher place = TEXT.matcher(text);
    return place.matches()
        ? Optional.of(
            new Place(
                place.group(1), Integer.parseInt(place.group(2)), Long.parseLong(place.group(3))))
        : Optional.empty();
  }

  TopicPartition topicPartition() {
    return new TopicPartition(topic, partition);
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
