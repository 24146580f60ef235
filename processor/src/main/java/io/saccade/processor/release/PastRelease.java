package io.saccade.processor.release;

import io.saccade.schemas.avro.FirstOffset;
import io.saccade.schemas.avro.ModelRelease;
import io.saccade.schemas.avro.ShadowAgreement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A release and what became of it: the audit.
 *
 * @param issued what was wanted, as it was written, or as the instances told it
 * @param instances how far each came, by name
 * @param since when each began to serve it, by name
 * @param firstOffsets where the release began to answer, on each partition of events
 * @param agreement the newest word of each instance on its shadow, by name
 */
public record PastRelease(
    IssuedRelease issued,
    SortedMap<String, ReleaseProgress> instances,
    SortedMap<String, Instant> since,
    List<FirstOffset> firstOffsets,
    Map<String, ShadowAgreement> agreement) {

  /** What it was, where nobody wrote it: the bundle that an instance was started with. */
  public boolean isStart() {
    return issued.offset() < 0;
  }

  /** The release itself. */
  public ModelRelease release() {
    return issued.release();
  }

  /** Why it was refused, where an instance has refused it. */
  public Optional<ReleaseProgress.Refusal> refusal() {
    return instances.values().stream().flatMap(p -> p.refusal().stream()).findFirst();
  }
}
