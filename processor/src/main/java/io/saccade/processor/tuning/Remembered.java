package io.saccade.processor.tuning;

import io.saccade.processor.serving.LanePlan;
import java.time.Instant;

/**
 * What an earlier measurement had come to.
 *
 * @param chosen the point that was chosen
 * @param plan the same as the engine takes it
 * @param rate images a second that it had reached
 * @param measured when
 */
public record Remembered(TuningPoint chosen, LanePlan plan, double rate, Instant measured) {}
