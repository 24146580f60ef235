package io.saccade.cli.labels;

import java.time.Instant;

/**
 * A label as somebody gives it.
 *
 * @param eventId of the image
 * @param trueClass its name, a String, or its index, an Integer
 * @param labelledAt when that was found out
 */
record GivenLabel(String eventId, Object trueClass, Instant labelledAt) {}
