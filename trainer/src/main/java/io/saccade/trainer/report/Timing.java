package io.saccade.trainer.report;

import java.time.Duration;

/**
 * How long a stage took.
 *
 * @param stage what was done
 * @param time from its beginning to its end
 */
public record Timing(String stage, Duration time) {}
