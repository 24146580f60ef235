package io.saccade.processor.lookahead;

import io.saccade.processor.serving.ReleaseId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Notes where releases begin to answer, partition by partition, and tells it once. Thread-safe. */
final class FirstOffsets {

  private final FirstOffsetListener listener;
  private final ConcurrentMap<Integer, First> firsts = new ConcurrentHashMap<>();

  private record First(ReleaseId release, long offset) {}

  FirstOffsets(FirstOffsetListener listener) {
    this.listener = listener;
  }

  /** A record was submitted under a release. */
  void submitted(ReleaseId release, Coordinates at) {
    First known = firsts.get(at.partition());
    if (known == null || at.offset() < known.offset() || !known.release().equals(release)) {
      firsts.put(at.partition(), new First(release, at.offset()));
      listener.first(release, at);
    }
  }

  /** A partition went elsewhere; should it come back, it begins anew. */
  void forget(int partition) {
    firsts.remove(partition);
  }
}
