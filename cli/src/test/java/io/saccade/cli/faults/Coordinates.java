package io.saccade.cli.faults;

/** Where a record stands in Kafka. */
record Coordinates(String topic, int partition, long offset) {}
