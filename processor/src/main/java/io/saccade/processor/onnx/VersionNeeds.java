package io.saccade.processor.onnx;

import ai.onnxruntime.OrtEnvironment;
import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.processor.serving.HostMemory;
import io.saccade.processor.serving.LanePlan;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Holds what a version will need against what there is, before any of it is taken: a system that
 * runs out of memory ends processes and asks none of them first, and an operator that runs for
 * hours cannot be ended.
 */
final class VersionNeeds {

  /** The model as ONNX Runtime parses it, its weights, and their copy in the kernels' own order. */
  private static final int COPIES_OF_WEIGHTS = 3;

  /** The longest that {@code record.deadline} can be. */
  private static final int LONGEST_SECONDS = 25;

  private final OrtEnvironment environment;
  private final HostMemory memory;

  VersionNeeds(OrtEnvironment environment, HostMemory memory) {
    this.environment = environment;
    this.memory = memory;
  }

  /**
   * Checks a version.
   *
   * @param onCpu whether its tensors are in the machine's memory; those that do not depend on an
   *     image always are, because they are computed once, when it is loaded
   * @throws BundleRefusedException {@code MODEL_MEMORY} or {@code MODEL_LATENCY}
   */
  void require(Bundle bundle, LanePlan plan, boolean onCpu) throws BundleRefusedException {
    int rows = plan.buckets().largest();
    Optional<InferredShapes> shapes = InferredShapes.of(environment, bundle, rows);
    if (shapes.isPresent()) {
      requireSizes(shapes.get());
    }
    OptionalLong left = memory.left();
    if (left.isPresent()) {
      requireMemory(bundle, plan, shapes.map(TensorSizes::of), new Place(left.getAsLong(), onCpu));
    }
    if (shapes.isPresent() && onCpu) {
      requireTime(shapes.get(), plan.threads());
    }
  }

  /** Where a version is to be: how many bytes are left, and whether its tensors are there too. */
  private record Place(long left, boolean onCpu) {}

  private static void requireMemory(
      Bundle bundle, LanePlan plan, Optional<TensorSizes> sizes, Place place)
      throws BundleRefusedException {
    long weights = (long) COPIES_OF_WEIGHTS * bundle.model().length;
    long constants = sizes.map(TensorSizes::constants).orElse(0L);
    long peak = place.onCpu() ? sizes.map(TensorSizes::peak).orElse(0L) : 0;
    long batches =
        (long) plan.batchesInUse()
            * plan.buckets().largest()
            * bundle.manifest().input().preprocessing().tensorBytes();
    long need = sum(sum(weights, constants), sum(batches, times(peak, plan.lanes())));
    if (need > place.left()) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_MEMORY,
          ("the model needs about %s, but %s are left: weights and constants %s, batches %s, and %s"
                  + " for what lies between its operators in each of %d lanes; lower batch.size or"
                  + " lanes, or serve a smaller model")
              .formatted(
                  mebibytes(need),
                  mebibytes(place.left()),
                  mebibytes(sum(weights, constants)),
                  mebibytes(batches),
                  mebibytes(peak),
                  plan.lanes()));
    }
  }

  private static void requireSizes(InferredShapes shapes) throws BundleRefusedException {
    Optional<String> operator = PixelSizes.in(shapes.graph(), shapes.image());
    if (operator.isPresent()) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_MEMORY,
          ("the size of what %s gives depends on the values of pixels, so that no budget of memory"
                  + " holds; export the model with sizes that do not")
              .formatted(operator.get()));
    }
  }

  private static void requireTime(InferredShapes shapes, int threads)
      throws BundleRefusedException {
    Optional<LeastWork.Longest> longest = LeastWork.of(shapes);
    if (longest.isPresent() && longest.get().seconds() > LONGEST_SECONDS * threads) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_LATENCY,
          "%s alone takes more than %.0f s for a batch on any processor; serve a smaller model"
              .formatted(longest.get().operator(), longest.get().seconds() / threads));
    }
  }

  private static long sum(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  private static long times(long a, int b) {
    return a > Long.MAX_VALUE / b ? Long.MAX_VALUE : a * b;
  }

  private static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%,d MiB", bytes >> 20);
  }
}
