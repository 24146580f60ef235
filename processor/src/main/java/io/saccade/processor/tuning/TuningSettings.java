package io.saccade.processor.tuning;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Whether and how to tune.
 *
 * @param mode whether to
 * @param budget how long a measurement may take
 * @param folder where what was chosen is remembered
 * @param latencyTarget from the poll of an image to its result, at the 99th percentile; zero for
 *     throughput alone
 */
public record TuningSettings(Mode mode, Duration budget, Path folder, Duration latencyTarget) {

  /** Whether to tune. */
  public enum Mode {
    /** What was measured here before, or is measured now. */
    AUTO,
    /** The device's default. */
    FIXED
  }
}
