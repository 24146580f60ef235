package io.saccade.cli.faults;

import org.jspecify.annotations.Nullable;

/**
 * A prediction or a failure that a consumer has read.
 *
 * @param topic where it was read
 * @param source the event that it says it belongs to
 * @param key the record's key as text
 * @param digest tells values apart
 */
record Output(String topic, Coordinates source, @Nullable String key, String digest) {}
