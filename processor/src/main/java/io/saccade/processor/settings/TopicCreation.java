package io.saccade.processor.settings;

/**
 * Whether to create topics that are missing.
 *
 * @param enabled whether to create them; otherwise a missing topic is an error
 * @param partitions how many partitions a created topic gets
 * @param replication its replication factor; -1 for the broker's default
 */
public record TopicCreation(boolean enabled, int partitions, int replication) {}
