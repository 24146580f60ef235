package io.saccade.processor.lookahead;

import io.saccade.processor.serving.ReleaseId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Notes where releases begin to answer, partition by partition, and tells it once. Thread-safe. */
final class FirstOffsets {

  private final FirstOffsetListener listener;
  private final InstantSource clock;
  private final ConcurrentMap<Integer, First> firsts = new ConcurrentHashMap<>();

  private record First(ReleaseId release, long offset, Tenure tenure) {}

  FirstOffsets(FirstOffsetListener listener, InstantSource clock) {
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * A record was submitted under a release.
   *
   * @param generation of the group when it was polled; {@link Tenure#UNKNOWN} where nobody knows
   */
  void submitted(ReleaseId release, Coordinates at, int generation) {
    First known = firsts.get(at.partition());
    if (known != null && known.release().equals(release) && at.offset() >= known.offset()) {
      return;
    }
    Tenure tenure = known == null ? new Tenure(generation, now()) : known.tenure().in(generation);
    firsts.put(at.partition(), new First(release, at.offset(), tenure));
    listener.first(release, at, tenure);
  }

  /** A partition went elsewhere; should it come back, it begins anew. */
  void forget(int partition) {
    firsts.remove(partition);
  }

  /** As finely as it is written. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
