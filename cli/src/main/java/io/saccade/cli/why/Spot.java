package io.saccade.cli.why;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Where a record stands. */
record Spot(String topic, int partition, long offset) {

  static Spot of(ConsumerRecord<byte[], byte[]> record) {
    return new Spot(record.topic(), record.partition(), record.offset());
  }

  TopicPartition topicPartition() {
    return new TopicPartition(topic, partition);
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
