package io.saccade.processor.release;

import io.saccade.schemas.avro.ModelStatus;

/**
 * Where a release is, which is all that tells it from the others.
 *
 * @param partition of the topic of releases
 * @param offset in that partition; -1 for the bundle that an instance was started with
 */
record ReleasePlace(int partition, long offset) {

  static ReleasePlace of(IssuedRelease issued) {
    return new ReleasePlace(issued.partition(), issued.offset());
  }

  static ReleasePlace of(ModelStatus status) {
    return new ReleasePlace(status.getReleasePartition(), status.getReleaseOffset());
  }
}
