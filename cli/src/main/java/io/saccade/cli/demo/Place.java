package io.saccade.cli.demo;

/** Where an event stands in Kafka. */
record Place(int partition, long offset) {}
