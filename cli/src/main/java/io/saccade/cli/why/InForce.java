package io.saccade.cli.why;

import io.saccade.processor.release.PastRelease;
import io.saccade.processor.serving.CanaryHash;
import io.saccade.schemas.avro.CanaryVersion;
import io.saccade.schemas.avro.FirstOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The release that was in force where an event is.
 *
 * @param release what was wanted
 * @param since the first event of the partition that it answered
 * @param place of the event's key among a hundred, which decides who answers it
 */
record InForce(PastRelease release, long since, double place) {

  /**
   * Finds it in the audit.
   *
   * @param history of the model, the oldest first
   * @param key of the event, or null for none
   * @return empty where nobody said which it was
   */
  static Optional<InForce> of(
      List<PastRelease> history, String model, Spot event, byte @Nullable [] key) {
    double place = CanaryHash.percentile(model, key, event.partition(), event.offset());
    InForce latest = null;
    for (PastRelease past : history) {
      for (FirstOffset first : past.firstOffsets()) {
        if (first.getTopic().equals(event.topic())
            && first.getPartition() == event.partition()
            && first.getOffset() <= event.offset()
            && (latest == null || first.getOffset() >= latest.since())) {
          latest = new InForce(past, first.getOffset(), place);
        }
      }
    }
    return Optional.ofNullable(latest);
  }

  /** The share of the keys that a canary had; empty where there was none. */
  OptionalDouble canaryPercent() {
    CanaryVersion canary = release.release().getCanary();
    return canary == null ? OptionalDouble.empty() : OptionalDouble.of(canary.getPercent());
  }
}
