package io.saccade.processor.lookahead;

/**
 * Where an event stands in Kafka; what a look-ahead is found by.
 *
 * @param topic the topic
 * @param partition the partition
 * @param offset the offset
 */
public record Coordinates(String topic, int partition, long offset) {

  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
