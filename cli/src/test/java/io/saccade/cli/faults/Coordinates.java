package io.saccade.cli.faults;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where a record stands in Kafka. */
record Coordinates(String topic, int partition, long offset) {

  static Coordinates of(ConsumerRecord<byte[], byte[]> record) {
    return new Coordinates(record.topic(), record.partition(), record.offset());
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
