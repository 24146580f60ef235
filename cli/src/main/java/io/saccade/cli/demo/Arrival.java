package io.saccade.cli.demo;

import java.util.Optional;

/**
 * A prediction, as somebody sees it who reads what is committed.
 *
 * @param eventId of its event
 * @param nanos when it was read, by {@link System#nanoTime}
 * @param latencyNanos since its event was sent
 * @param version that answered
 * @param light that its image is of
 * @param right whether it says what was drawn; empty where nobody knows
 */
record Arrival(
    String eventId,
    long nanos,
    long latencyNanos,
    String version,
    Light light,
    Optional<Boolean> right) {}
