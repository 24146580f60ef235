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
 * Holds what a version will need of the machine's memory against what is left, before any of it is
 * taken: a system that runs out of memory ends processes, and asks none of them first.
 */
final class MemoryNeed {

  /** The model as ONNX Runtime parses it, its weights, and their copy in the kernels' own order. */
  private static final int COPIES_OF_WEIGHTS = 3;

  private final OrtEnvironment environment;
  private final HostMemory memory;

  MemoryNeed(OrtEnvironment environment, HostMemory memory) {
    this.environment = environment;
    this.memory = memory;
  }

  /**
   * Checks a version.
   *
   * @param onCpu whether its tensors are in the machine's memory; those that do not depend on an
   *     image always are, because they are computed once, when it is loaded
   * @throws BundleRefusedException {@code MODEL_MEMORY}
   */
  void require(Bundle bundle, LanePlan plan, boolean onCpu) throws BundleRefusedException {
    OptionalLong left = memory.left();
    if (left.isEmpty()) {
      return;
    }
    int rows = plan.buckets().largest();
    Optional<TensorSizes> sizes = TensorSizes.of(environment, bundle, rows);
    long weights = (long) COPIES_OF_WEIGHTS * bundle.model().length;
    long constants = sizes.map(TensorSizes::constants).orElse(0L);
    long peak = onCpu ? sizes.map(TensorSizes::peak).orElse(0L) : 0;
    long batches =
        (long) plan.batchesInUse() * rows * bundle.manifest().input().preprocessing().tensorBytes();
    long need = sum(sum(weights, constants), sum(batches, times(peak, plan.lanes())));
    if (need > left.getAsLong()) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_MEMORY,
          ("the model needs about %s, but %s are left: weights and constants %s, batches %s, and %s"
                  + " for what lies between its operators in each of %d lanes; lower batch.size or"
                  + " lanes, or serve a smaller model")
              .formatted(
                  mebibytes(need),
                  mebibytes(left.getAsLong()),
                  mebibytes(sum(weights, constants)),
                  mebibytes(batches),
                  mebibytes(peak),
                  plan.lanes()));
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
