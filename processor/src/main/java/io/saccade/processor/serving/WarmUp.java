package io.saccade.processor.serving;

import io.saccade.model.BundleRefusedException;
import io.saccade.model.RefusalCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs a version's buckets, on whatever the tensors hold, so that no record pays for the first
 * time; and times them, so that a version which is too slow for its records is not let in.
 */
final class WarmUp {

  private final Duration longestRun;

  /**
   * A warm-up.
   *
   * @param longestRun how long one batch may take: a longer one would be taken for stuck
   */
  WarmUp(Duration longestRun) {
    this.longestRun = longestRun;
  }

  /**
   * Runs every bucket on every lane that has sessions of its own, twice, and times the second run.
   * The outputs of every row must be finite.
   *
   * @return what was found: the time of each bucket on the first lane
   * @throws BundleRefusedException {@code MODEL_LATENCY}, {@code MODEL_NOT_FINITE}, or what the
   *     failure of a run amounts to
   */
  String run(LoadedModel model, TrialRuns runs, Beside beside) throws BundleRefusedException {
    List<String> found = new ArrayList<>();
    int left = model.ownLanes() * model.buckets().sizes().size();
    for (int lane = 0; lane < model.ownLanes(); lane++) {
      for (int size : model.buckets().sizes()) {
        beside.giveWay(left--);
        long nanos = time(model, runs, lane, size);
        if (lane == 0) {
          model.ran(size, nanos);
          found.add(String.format(Locale.ROOT, "%d in %.1f ms", size, nanos / 1e6));
        }
      }
    }
    return "finite, batches of " + String.join(", ", found);
  }

  private long time(LoadedModel model, TrialRuns runs, int lane, int size)
      throws BundleRefusedException {
    runs.run(lane, size);
    long started = System.nanoTime();
    runs.run(lane, size);
    long nanos = System.nanoTime() - started;
    if (nanos > longestRun.toNanos()) {
      throw tooSlow(model.device(lane), size, Duration.ofNanos(nanos));
    }
    for (int row = 0; row < size; row++) {
      GoldenProof.finite(model, runs.tensors(), row);
    }
    return nanos;
  }

  private BundleRefusedException tooSlow(String device, int size, Duration took) {
    return new BundleRefusedException(
        RefusalCode.MODEL_LATENCY,
        ("a batch of %d takes %d ms on %s, but may take %d ms at most, which is half of"
                + " record.deadline; %s")
            .formatted(
                size,
                took.toMillis(),
                device,
                longestRun.toMillis(),
                size == 1
                    ? "raise record.deadline, or serve a smaller model"
                    : "lower batch.size, or raise record.deadline"));
  }
}
