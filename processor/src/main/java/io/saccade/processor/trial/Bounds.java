package io.saccade.processor.trial;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What a trial has to keep to.
 *
 * @param deadline of all of it
 * @param longestRun of one batch
 * @param most bytes that its process may hold, where there is a limit
 * @param lanes how many batches are to run at a time, once it serves
 */
record Bounds(Duration deadline, Duration longestRun, OptionalLong most, int lanes) {}
