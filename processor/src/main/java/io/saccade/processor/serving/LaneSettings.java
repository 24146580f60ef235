package io.saccade.processor.serving;

import io.saccade.processor.batch.Buckets;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/**
 * What the operator fixed of a plan. What is empty is left to the default, or to measuring.
 *
 * @param lanes how many batches run at once
 * @param threads how many threads of a session work on one batch
 * @param decoders how many threads only decode
 * @param batchSize the most images of a batch
 */
public record LaneSettings(
    OptionalInt lanes, OptionalInt threads, OptionalInt decoders, OptionalInt batchSize) {

  /** Nothing is fixed. */
  public static LaneSettings none() {
    return new LaneSettings(
        OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
  }

  /**
   * The plan with all that is fixed put in its place.
   *
   * @param buckets the buckets up to a largest one, as the device likes them
   */
  public LanePlan over(LanePlan plan, IntFunction<Buckets> buckets) {
    return new LanePlan(
        lanes.orElse(plan.lanes()),
        threads.orElse(plan.threads()),
        decoders.orElse(plan.decoders()),
        batchSize.isPresent() ? buckets.apply(batchSize.getAsInt()) : plan.buckets(),
        plan.latencyTarget());
  }
}
