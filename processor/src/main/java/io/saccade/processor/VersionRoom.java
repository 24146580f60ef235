package io.saccade.processor;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import io.saccade.model.bundle.Bundle;
import io.saccade.processor.serving.LanePlan;
import io.saccade.processor.serving.LoadedModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the batches of all versions that are open at a time against their part of {@code
 * memory.budget}, before another one takes its own. A version that is alone may have more than its
 * part, because there is nothing else to serve; and then there is room for another of the same
 * size, or no release could ever take its place. Thread-safe.
 */
final class VersionRoom {

  private final long part;
  private final List<LoadedModel> open = new ArrayList<>();

  /**
   * A room.
   *
   * @param part bytes that batches may take
   */
  VersionRoom(long part) {
    this.part = part;
  }

  /**
   * Checks that a version fits beside those that are open.
   *
   * @throws BundleRefusedException {@code MODEL_MEMORY} if it does not
   */
  synchronized void require(Bundle bundle, LanePlan plan) throws BundleRefusedException {
    open.removeIf(LoadedModel::isClosed);
    long taken = open.stream().mapToLong(LoadedModel::batchBytes).sum();
    long largest = open.stream().mapToLong(LoadedModel::batchBytes).max().orElse(0);
    long more = bytes(bundle, plan);
    long most = Math.max(part, 2 * largest);
    if (!open.isEmpty() && taken + more > most) {
      throw new BundleRefusedException(
          RefusalCode.MODEL_MEMORY,
          ("the batches of %d versions together would take %s, and %s is what memory.budget has for"
                  + " them; raise it, lower batch.size or lanes, or end the canary or the shadow"
                  + " first")
              .formatted(
                  open.size() + 1,
                  MemoryCheck.mebibytes(taken + more),
                  MemoryCheck.mebibytes(most)));
    }
  }

  /** A version has taken its own, until it is closed. */
  synchronized void taken(LoadedModel model) {
    open.add(model);
  }

  private static long bytes(Bundle bundle, LanePlan plan) {
    return (long) plan.batchesInUse()
        * plan.buckets().largest()
        * bundle.manifest().input().preprocessing().tensorBytes();
  }
}
