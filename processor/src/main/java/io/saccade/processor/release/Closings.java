package io.saccade.processor.release;

import io.saccade.processor.serving.LoadedModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Versions that were given up and are open still, because records have leases on them or their
 * sessions are being closed. Thread-safe.
 */
final class Closings {

  private static final Duration GLANCE = Duration.ofMillis(20);

  private final List<LoadedModel> open = new ArrayList<>();

  /** A version is about to be given up. */
  synchronized void add(LoadedModel model) {
    open.add(model);
  }

  /** Those that are open still, the oldest first. */
  synchronized List<LoadedModel> open() {
    open.removeIf(LoadedModel::isClosed);
    return List.copyOf(open);
  }

  /**
   * Waits until at most so many are open.
   *
   * @return whether they are, in time
   */
  boolean await(int most, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    for (List<LoadedModel> left = open(); left.size() > most; left = open()) {
      // The oldest is the likeliest to be the next; but any of them may be.
      boolean unused = left.get(0).awaitClosed(GLANCE);
      if (System.nanoTime() - end >= 0) {
        return open().size() <= most;
      }
    }
    return true;
  }

  /** In words: which versions it is that are waited for. */
  static String named(List<LoadedModel> models) {
    return models.stream()
        .map(model -> model.version().version())
        .collect(Collectors.joining(", "));
  }
}
