package io.saccade.processor.tuning;

import io.saccade.processor.serving.Placement;
import java.time.Duration;

/**
 * What to tune for. Together with the bundle and the machine it decides what comes out.
 *
 * @param placement where the model runs
 * @param cores how many threads the machine runs at once
 * @param latencyTarget from the poll of an image to its result, at the 99th percentile; zero for
 *     throughput alone
 * @param batchBytes of all batches that are in use at a time
 */
public record TuningOrder(Placement placement, int cores, Duration latencyTarget, long batchBytes) {

  public TuningOrder {
    if (cores < 1) {
      throw new IllegalArgumentException("cores must be at least 1, but was " + cores);
    }
    if (latencyTarget.isNegative()) {
      throw new IllegalArgumentException(
          "latencyTarget must be at least zero, but was " + latencyTarget);
    }
  }
}
