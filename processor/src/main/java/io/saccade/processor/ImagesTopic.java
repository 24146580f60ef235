package io.saccade.processor;

/**
 * What the brokers say of the topic that images come from.
 *
 * @param partitions how many it has
 * @param brokers how many there are in the cluster
 * @param maxMessageBytes the largest batch of records that it takes, compressed
 */
record ImagesTopic(int partitions, int brokers, int maxMessageBytes) {}
