package io.saccade.processor.release;

import io.saccade.schemas.avro.ModelStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a release is, which tells it from the others.
 *
 * @param partition of the topic of releases
 * @param offset in that partition; -1 for the bundle that an instance was started with
 * @param issuedAt when it was issued, which tells it from those of a topic of the same name that
 *     was there before; empty for that bundle
 */
record ReleasePlace(int partition, long offset, Optional<Instant> issuedAt) {

  static ReleasePlace of(IssuedRelease issued) {
    return new ReleasePlace(
        issued.partition(), issued.offset(), Optional.of(issued.release().getIssuedAt()));
  }

  static ReleasePlace of(ModelStatus status) {
    return new ReleasePlace(
        status.getReleasePartition(),
        status.getReleaseOffset(),
        Optional.ofNullable(status.getIssuedAt()));
  }
}
