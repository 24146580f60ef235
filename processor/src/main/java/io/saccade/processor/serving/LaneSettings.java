package io.saccade.processor.serving;

import io.saccade.processor.batch.Buckets;
import java.util.OptionalInt;
import java.util.StringJoiner;
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

  /** Whether nothing is left to choose. */
  public boolean isComplete() {
    return lanes.isPresent()
        && threads.isPresent()
        && decoders.isPresent()
        && batchSize.isPresent();
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

  /** What is fixed, as the settings name it; empty where nothing is. */
  @Override
  public String toString() {
    StringJoiner fixed = new StringJoiner(", ");
    lanes.ifPresent(value -> fixed.add("lanes " + value));
    threads.ifPresent(value -> fixed.add("lane.threads " + value));
    decoders.ifPresent(value -> fixed.add("decoders " + value));
    batchSize.ifPresent(value -> fixed.add("batch.size " + value));
    return fixed.toString();
  }
}
